import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { markOf, readIfThere, writeWhole } from '@octotrain/durable-files';
import { endProcesses, type RecordedProcess, runningPid } from '@octotrain/kube-kit';
import type { LabLayout } from '../layout.ts';

/** Where the lab's server is to be found, and its administrator's key. */
export interface Served {
  readonly url: string;
  readonly apiKey: string;
}

/** A server that runs, or why there is none. */
export type Serving =
  | { readonly ok: true; readonly served: Served }
  | { readonly ok: false; readonly message: string; readonly hint: string };

const lookEveryMs = 25;
const startWithinMs = 30_000;
/** Steps that are under way are cancelled first. */
const endWithinMs = 15_000;

/**
 * Finds the lab's server, or starts one that lives on when this process ends. It is noted before it
 * runs, so that a starter that is killed leaves nothing that `endServer` does not find.
 */
export async function ensureServer(options: {
  layout: LabLayout;
  /** The program `octopus`, and what it is told. */
  program: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}): Promise<Serving> {
  const { layout, program, args, env, signal } = options;
  const running = await findServer(layout);
  if (running !== undefined) return { ok: true, served: running };
  // One that runs without having said where was left by a starter that was killed.
  await endServer(layout);
  await rm(layout.serverOutput, { force: true });
  const recorded = { name: 'octopus', command: [process.execPath, program, ...args] };
  await writeRecord(layout, recorded);
  const [output, log] = [openSync(layout.serverOutput, 'w', 0o600), openSync(layout.serverLog, 'a', 0o600)];
  const child = spawn(process.execPath, [program, ...args], {
    detached: true,
    cwd: layout.folder,
    env: { ...env, INIT_CWD: layout.folder },
    stdio: ['ignore', output, log],
    windowsHide: true,
  });
  closeSync(output);
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  child.unref();
  if (child.pid !== undefined) await writeRecord(layout, { ...recorded, ...(await markOf(child.pid)) });
  for (let waitedMs = 0; waitedMs < startWithinMs && !ended; waitedMs += lookEveryMs) {
    const served = servedIn(await readIfThere(layout.serverOutput));
    if (served !== undefined) return { ok: true, served };
    if (signal.aborted) break;
    await wait(lookEveryMs);
  }
  await endServer(layout);
  signal.throwIfAborted();
  const said = ((await readIfThere(layout.serverLog)) ?? '').trim().split('\n').slice(-2).join('\n');
  const message = `the server ${ended ? 'ended at once' : `did not answer within ${startWithinMs / 1_000} s`}:\n${said}`;
  return { ok: false, message, hint: `all that it said is in ${layout.serverLog}` };
}

/** The lab's server, if it runs. */
export async function findServer(layout: LabLayout): Promise<Served | undefined> {
  const recorded = await readRecord(layout);
  if (recorded === undefined || (await runningPid(recorded)) === undefined) return undefined;
  return servedIn(await readIfThere(layout.serverOutput));
}

/** Ends the lab's server, with what it runs, and waits until it is gone. True when there was one. */
export async function endServer(layout: LabLayout): Promise<boolean> {
  const recorded = await readRecord(layout);
  if (recorded === undefined || (await runningPid(recorded)) === undefined) return false;
  await endProcesses([recorded], endWithinMs);
  return true;
}

/** The keys of all people of the server, by user name. */
export async function readKeys(layout: LabLayout): Promise<Readonly<Record<string, string>>> {
  // The server writes it.
  return JSON.parse(await readFile(layout.keys, 'utf8')) as Readonly<Record<string, string>>;
}

async function readRecord(layout: LabLayout): Promise<RecordedProcess | undefined> {
  const text = await readIfThere(layout.record);
  // Only `writeRecord` writes it.
  return text === undefined ? undefined : (JSON.parse(text) as RecordedProcess);
}

async function writeRecord(layout: LabLayout, recorded: RecordedProcess): Promise<void> {
  await writeWhole(layout.record, JSON.stringify(recorded));
}

/** What the server says first, once it has said it whole. */
function servedIn(output: string | undefined): Served | undefined {
  const said = /^OCTOPUS_URL=(.+)\nOCTOPUS_API_KEY=(.+)\n/.exec(output ?? '');
  return said?.[1] === undefined || said[2] === undefined ? undefined : { url: said[1], apiKey: said[2] };
}
