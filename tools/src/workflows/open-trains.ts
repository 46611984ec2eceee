import type { GitHub } from './github.ts';
import { type JournalArtifact, newestJournals } from './journals.ts';

/** A train to go on with: where its journal is, and which run (empty: the one in it). */
interface OpenTrain {
  readonly file: string;
  readonly artifact: string;
  readonly workflowRun: number;
  readonly run: string;
}

export type Finding =
  | { readonly ok: true; readonly trains: readonly OpenTrain[] }
  | { readonly ok: false; readonly message: string };

const keepers = ['.github/workflows/train.yml', '.github/workflows/resume.yml'];

/** Trains that the newest journals leave open; of one file, when it is named. */
export async function findOpenTrains(options: { github: GitHub; file?: string | undefined }): Promise<Finding> {
  const { github, file } = options;
  const journals = newestJournals({ artifacts: await github.artifacts(), defaultBranch: await github.defaultBranch() });
  const open = journals.filter((journal) => journal.open && (file === undefined || journal.file === file));
  const trains: OpenTrain[] = [];
  for (const journal of open) if (await isKept(github, journal)) trains.push(openTrain(journal, ''));
  return { ok: true, trains };
}

/** The train of one workflow run's journal, open or not: somebody names it, and the train itself says whether it has ended. */
export async function findNamedTrain(options: { github: GitHub; workflowRun: string; run: string }): Promise<Finding> {
  const { github, workflowRun, run } = options;
  if (!/^\d+$/.test(workflowRun))
    return { ok: false, message: `\`${workflowRun}\` is no id of a workflow run: write the number in its address` };
  const artifacts = await github.artifacts(workflowRun);
  const journal = newestJournals({ artifacts, defaultBranch: await github.defaultBranch() })[0];
  if (!journal || !(await isKept(github, journal)))
    return { ok: false, message: `workflow run ${workflowRun} kept no journal of a train` };
  return { ok: true, trains: [openTrain(journal, run)] };
}

async function isKept(github: GitHub, { workflowRun }: JournalArtifact): Promise<boolean> {
  // The path may be followed by `@refs/heads/…`.
  const path = (await github.workflowPath(workflowRun)).split('@')[0] ?? '';
  return keepers.includes(path);
}

function openTrain({ file, name, workflowRun }: JournalArtifact, run: string): OpenTrain {
  return { file, artifact: name, workflowRun, run };
}
