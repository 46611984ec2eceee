import { countOf, type Examination } from './examination.ts';

/** What `doctor --json` prints. */
export function doctorDocument({ lab, file, clusters, findings }: Examination): object {
  const problems = countOf('problem', findings);
  return {
    ...{ schema: 1, lab, file, clusters, findings },
    ...{ ready: problems === 0, problems, warnings: countOf('warning', findings) },
  };
}
