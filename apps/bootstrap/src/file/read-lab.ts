import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { formatProblems } from '@octotrain/checked-yaml';
import { exitCodes } from '@octotrain/command-line';
import { filesBeside, finpayLab, type Lab, type LabCluster, loadLab, type ReadBeside } from '@octotrain/lab-config';
import type { Outcome } from '../server/outcome.ts';

/** A lab, and the folder that its relative paths start from. */
export interface LabOnDisk {
  readonly lab: Lab;
  readonly clusters: readonly LabCluster[];
  readonly folder: string;
  /** The file as it is written, under the name that it is shown by. */
  readonly source: { readonly text: string; readonly file: string; readonly read: ReadBeside };
}

/** Reads a lab file, or FinPay's when none is named. All problems of the file are told at once, with their places. */
export async function readLab(options: { file: string | undefined; cwd: string }): Promise<Outcome<LabOnDisk>> {
  const { file, cwd } = options;
  const text = file === undefined ? finpayLab.text : await readText(resolve(cwd, file));
  const shown = file ?? finpayLab.file;
  if (text === undefined)
    return { ok: false, text: `${shown} cannot be read: is there such a file?`, exit: exitCodes.usage };
  const read = file === undefined ? finpayLab.read : filesBeside(dirname(resolve(cwd, file)));
  const loaded = loadLab({ text, file: shown, read });
  if (loaded.ok) {
    const folder = file === undefined ? cwd : dirname(resolve(cwd, file));
    return {
      ok: true,
      value: { lab: loaded.lab, clusters: loaded.clusters, folder, source: { text, file: shown, read } },
    };
  }
  const { problems } = loaded;
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const first = problems[0];
  const place = first === undefined ? shown : `${shown}:${first.line}:${first.column}`;
  const heading = `${place}: the file has ${count}, and nothing was asked of the server`;
  return { ok: false, text: `${heading}\n${formatProblems(problems)}`, exit: exitCodes.usage };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    // Absent, a folder or not readable: for people all the same.
    return undefined;
  }
}
