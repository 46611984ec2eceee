/** How a job ends after a train: its exit code, and a line for GitHub's log, if any. */
export interface JobEnding {
  readonly exitCode: number;
  readonly annotation: string | null;
}

const waiting = 3;

/** A train that only waits does not turn its job red; every other end of a train is the job's. */
export function jobEnding(trainExitCode: number | null): JobEnding {
  if (trainExitCode === 0) return { exitCode: 0, annotation: null };
  if (trainExitCode === waiting) {
    const how = 'Answer it in Octopus or with `train approve`; resume.yml goes on by itself within half an hour.';
    return { exitCode: 0, annotation: `::notice title=The train waits::${how}` };
  }
  if (trainExitCode === null)
    return { exitCode: 130, annotation: '::error title=The train was cut off::resume.yml goes on with it.' };
  return {
    exitCode: trainExitCode,
    annotation: `::error title=The train ended with ${trainExitCode}::What the numbers mean: docs/reference/train.md`,
  };
}
