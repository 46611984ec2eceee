import type { LabFile } from '../file/lab-file.ts';
import type { ProjectEntry } from '../file/spaces.ts';
import type { Path, Report } from './names.ts';

/** A project that is checked, and where what is looked at begins. */
export interface ProjectCheck {
  readonly report: Report;
  readonly path: Path;
  readonly project: ProjectEntry;
  readonly file: LabFile;
  /** Name of its space. */
  readonly space: string;
}
