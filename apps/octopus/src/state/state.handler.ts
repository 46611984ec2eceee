import { createReadStream } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import {
  DataFolderError,
  ExportFormatError,
  exportDataFolder,
  holdsState,
  importDataFolder,
} from '@octotrain/octopus-emulator';
import { Refusal, refusing } from '../refusal.ts';

export interface ExportFlags {
  readonly data: string;
  readonly out?: string;
  readonly withSecrets: boolean;
}

export interface ImportFlags {
  readonly data: string;
}

/** Writes the state of a folder. */
export async function exportState(this: ProgramContext, flags: ExportFlags): Promise<void> {
  await refusing(
    this,
    async () => {
      const data = resolve(this.cwd, flags.data);
      if (!(await holdsState(data))) throw new DataFolderError(`There is no state in ${data}.`);
      if (flags.out === undefined) {
        await exportDataFolder({ ...flags, data, write: (line) => void this.stdout.write(`${line}\n`) });
      } else await exportInto(resolve(this.cwd, flags.out), { ...flags, data });
    },
    refusalOf,
  );
}

/** The file is for its owner only: it may hold secrets. */
async function exportInto(path: string, options: { data: string; withSecrets: boolean }): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: Error) => {
    throw new Refusal(`${path} cannot be made: ${error.message}`, exitCodes.unwritable);
  });
  try {
    await exportDataFolder({ ...options, write: (line) => file.appendFile(`${line}\n`) });
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Puts an export into a new folder. */
export async function importState(this: ProgramContext, flags: ImportFlags, file: string): Promise<void> {
  await refusing(
    this,
    async () => {
      const path = resolve(this.cwd, file);
      await access(path).catch(() => {
        throw new Refusal(`${file} cannot be read: is there such a file?`, exitCodes.usage);
      });
      const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
      await importDataFolder({ data: resolve(this.cwd, flags.data), lines });
    },
    refusalOf,
  );
}

function refusalOf(error: unknown): Refusal | undefined {
  const isMistake = error instanceof DataFolderError || error instanceof ExportFormatError;
  return isMistake ? new Refusal(error.message, exitCodes.usage) : undefined;
}
