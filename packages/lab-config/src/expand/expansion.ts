import type { Report } from '../check/names.ts';
import type { WrittenLabFile } from '../file/lab-file.ts';
import type { Origins } from './origins.ts';

/** Reads a file beside the lab file; undefined when there is none. */
export type ReadBeside = (path: string) => string | undefined;

/** What an expansion works with. */
export interface Expansion {
  readonly file: WrittenLabFile;
  readonly report: Report;
  readonly origins: Origins;
  readonly read: ReadBeside | undefined;
}
