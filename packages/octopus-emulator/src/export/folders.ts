import { readdir } from 'node:fs/promises';
import { openDataFolder } from '../store/data-folder.ts';
import { exportLines, readExport } from './lines.ts';

/** There is nothing in a folder that should hold a state, or a state in one that should not. The message is for the user. */
export class DataFolderError extends Error {
  readonly code = 'data-folder';
  constructor(message: string) {
    super(message);
    this.name = 'DataFolderError';
  }
}

const kept = /^(?:manifest\.json|snapshot\.json|journal\.jsonl|journal-\d+\.jsonl)$/;

/** Whether a folder holds a state; false where there is no folder. */
export async function holdsState(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.some((name) => kept.test(name));
}

/**
 * Writes the state of a data folder, line by line. Without secrets there are no keys, passwords and sensitive values in it.
 *
 * @throws {FolderInUseError} while a server has the folder open.
 * @throws {DataFolderError} when there is no state.
 */
export async function exportDataFolder(options: {
  data: string;
  withSecrets: boolean;
  write: (line: string) => Promise<void> | void;
}): Promise<void> {
  if (!(await holdsState(options.data))) throw new DataFolderError(`There is no state in ${options.data}.`);
  const folder = await openDataFolder(options.data);
  try {
    for (const line of exportLines(folder.store, options)) await options.write(line);
  } finally {
    await folder.close();
  }
}

/**
 * Puts an exported state into a folder that has none. A server that finds no keys in it mints new ones.
 *
 * @throws {DataFolderError} when the folder has a state: nothing is changed then.
 * @throws {ExportFormatError} when the lines are not what `exportDataFolder` wrote: nothing is made then.
 */
export async function importDataFolder(options: {
  data: string;
  lines: AsyncIterable<string> | Iterable<string>;
}): Promise<void> {
  if (await holdsState(options.data)) {
    throw new DataFolderError(`There is a state in ${options.data} already. Choose a new folder, or remove that one.`);
  }
  const state = await readExport(options.lines);
  const folder = await openDataFolder(options.data, { initial: state });
  await folder.close();
}
