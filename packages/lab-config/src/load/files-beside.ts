import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadBeside } from '../expand/expansion.ts';

/** Reads files beside a lab file, for `loadLab`: by their paths from the lab file's folder. */
export function filesBeside(folder: string): ReadBeside {
  return (path) => {
    try {
      return readFileSync(join(folder, path), 'utf8');
    } catch {
      // Absent, a folder or not readable: for a lab file all the same.
      return undefined;
    }
  };
}
