import { type Checked, checkYaml } from '@octotrain/checked-yaml';
import { checkLab } from '../check/lab.ts';
import { labFileSchema } from '../file/lab-file.ts';
import type { Lab } from '../model/lab.ts';
import { resolveLab } from '../resolve/lab.ts';

type Loaded = Checked<unknown>;

/** A lab that is fit to be applied, or everything that is wrong with its file. */
export type LoadedLab =
  | {
      readonly ok: true;
      readonly lab: Lab;
      /** Where the value at a path of the file is written. */
      readonly at: Extract<Loaded, { ok: true }>['at'];
    }
  | Extract<Loaded, { ok: false }>;

/**
 * Reads the text of a lab file. Reports all problems at once, each with its position: what the schema refuses, and
 * names that nothing in the file answers to. References to secrets stay references. Never throws for any text.
 */
export function loadLab(options: { text: string; file: string }): LoadedLab {
  const checked = checkYaml({ ...options, schema: labFileSchema, check: checkLab });
  if (!checked.ok) return checked;
  return { ok: true, lab: resolveLab(checked.value), at: checked.at };
}
