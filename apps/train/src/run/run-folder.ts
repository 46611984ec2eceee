import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunId } from '@octotrain/train-engine';

/** Where the runs of a state folder are kept. */
export interface StateFolder {
  readonly path: string;
  runFolder(run: string): string;
  journalPath(run: string): string;
  readonly locks: string;
  /** Run ids, the newest first. */
  runs(): Promise<readonly string[]>;
}

/** The folder of `--state DIR`, by default `.octotrain` where the user stands. */
export function stateFolder(path: string): StateFolder {
  const runs = join(path, 'runs');
  return {
    path,
    runFolder: (run) => join(runs, run),
    journalPath: (run) => join(runs, run, 'journal.jsonl'),
    locks: join(path, 'locks'),
    runs: () => listRuns(runs),
  };
}

async function listRuns(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const started = await Promise.all(
    names.filter(isRunId).map(async (name) => ({ name, at: await startTime(join(folder, name, 'journal.jsonl')) })),
  );
  return started
    .filter(({ at }) => at !== '')
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.name < b.name ? 1 : -1))
    .map(({ name }) => name);
}

/** The time of a journal's first line; empty where there is none, as when a run was cut off before it began. */
async function startTime(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    await file.close();
    return /"time":"([^"]+)"/.exec(buffer.toString('utf8', 0, bytesRead))?.[1] ?? '';
  } catch {
    // No journal in this folder.
    return '';
  }
}
