import type { Checked } from '@octotrain/checked-yaml';
import { type LabCluster, labClusters } from '../clusters/lab-clusters.ts';
import type { Lab } from '../model/lab.ts';
import { resolveLab } from '../resolve/lab.ts';
import { type LabText, readWholeFile } from './whole-file.ts';

type Loaded = Checked<unknown>;

/** A lab that is fit to be applied, or everything that is wrong with its file. */
export type LoadedLab =
  | {
      readonly ok: true;
      readonly lab: Lab;
      readonly clusters: readonly LabCluster[];
      /** Where the value at a path of the file is written. */
      readonly at: Extract<Loaded, { ok: true }>['at'];
    }
  | Extract<Loaded, { ok: false }>;

/**
 * Reads the text of a lab file. Reports all problems at once, each with its position: what the schema refuses, and
 * names that nothing in the file answers to. References to secrets stay references. Never throws for any text.
 *
 * `read` gives the text of a file beside the lab file, by its path from there, for scripts that are kept so; undefined
 * when there is none. Without it a lab file that names such a file is refused.
 */
export function loadLab(options: LabText): LoadedLab {
  const checked = readWholeFile(options);
  if (!checked.ok) return checked;
  return { ok: true, lab: resolveLab(checked.value), clusters: labClusters(checked.value), at: checked.at };
}
