import { type Checked, checkYaml, type Problem } from '@octotrain/checked-yaml';
import { checkLab } from '../check/lab.ts';
import { expandLab } from '../expand/expand-lab.ts';
import type { ReadBeside } from '../expand/expansion.ts';
import { missingKind } from '../expand/steps.ts';
import { type LabFile, labFileSchema } from '../file/lab-file.ts';

/** The text of a lab, its name for people, and how files beside it are read. */
export interface LabText {
  readonly text: string;
  readonly file: string;
  readonly read?: ReadBeside;
}

/** Reads the text of a lab with everything filled in that it says once for many, or tells all that is wrong with it. */
export function readWholeFile({ text, file, read }: LabText): Checked<LabFile> {
  let whole: LabFile | undefined;
  const checked = checkYaml({
    text,
    file,
    schema: labFileSchema,
    check: (written, report) => {
      const expanded = expandLab({ file: written, report, read });
      whole = expanded.file;
      checkLab(expanded.file, expanded.report);
    },
  });
  if (!checked.ok) return { ok: false, problems: withoutEchoes(checked.problems) };
  if (!whole) throw new Error('a file that was right was not checked');
  return { ...checked, value: whole };
}

/** A kind that the schema refused is left out for the checks, which then miss it: that is no second problem. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const placeOf = ({ line, column }: Problem) => `${line}:${column}`;
  const refused = new Set(problems.filter(({ code }) => code === 'invalid-value').map(placeOf));
  return problems.filter((problem) => problem.code !== missingKind || !refused.has(placeOf(problem)));
}
