import { readFile, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { exitCodes } from '@octotrain/command-line';
import { writeWhole } from '@octotrain/durable-files';
import { filesBeside, type ReadBeside } from '@octotrain/lab-config';
import type { Outcome } from '../server/outcome.ts';

/** A lab file that is to be edited. */
export interface LabText {
  /** Its text, under the name that the person gave it: what loading and editing it takes. */
  readonly source: { readonly text: string; readonly file: string; readonly read: ReadBeside };
  readonly path: string;
  readonly folder: string;
}

/** Where a lab is looked for when no file is named. */
const usual = 'lab.yaml';

/** Reads the file that a command edits: the one named, or `lab.yaml` here. There is no default: FinPay's own is read-only. */
export async function readLabText(options: { file: string | undefined; cwd: string }): Promise<Outcome<LabText>> {
  const { file = usual, cwd } = options;
  try {
    // The file itself is replaced, not a link to it.
    const path = await realpath(resolve(cwd, file));
    const folder = dirname(path);
    return {
      ok: true,
      value: { source: { text: await readFile(path, 'utf8'), file, read: filesBeside(folder) }, path, folder },
    };
  } catch {
    const text =
      options.file === undefined
        ? `there is no ${usual} here, and a tenant is written into a lab file.\nName one with --file, or write down what the server has: pnpm --silent bootstrap pull > ${usual}`
        : `${file} cannot be read: is there such a file?`;
    return { ok: false, text, exit: exitCodes.usage };
  }
}

/** Replaces the text, whole or not at all, unless somebody else has changed the file since it was read. */
export async function writeLabText(lab: LabText, text: string): Promise<Outcome<undefined>> {
  if ((await readFile(lab.path, 'utf8').catch(() => undefined)) !== lab.source.text) {
    const reason = `${lab.source.file} has changed since it was read: nothing was written; run it again`;
    return { ok: false, text: reason, exit: exitCodes.failed };
  }
  await writeWhole(lab.path, text);
  return { ok: true, value: undefined };
}
