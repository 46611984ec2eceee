import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { type LabOnDisk, readLab } from '../file/read-lab.ts';
import { connect } from '../server/connect.ts';
import { createLiveLine, type LiveLine } from '../server/live-line.ts';
import type { Refusal } from '../server/outcome.ts';
import { countRequests, type RequestsUsed } from '../server/request-count.ts';
import { troubleOf } from '../server/trouble.ts';

/** What every command works with. */
export interface Desk extends LabOnDisk, Work {
  readonly client: OctopusClient;
}

/** What is told of the work with a server while it goes on. */
export interface Work {
  /** What goes on, on stderr. */
  readonly live: LiveLine;
  /** How much was sent so far. */
  requests(): RequestsUsed;
  /** Notes what to say of how far it came, should it end early: `wrote 3 of 8`. */
  soFar(text: string): void;
}

/**
 * Reads the file, connects and runs a command; what it gives is the exit code. The file comes first: nothing is asked
 * of a server for a file that is wrong. Trouble with the server becomes a sentence and its exit code.
 */
export async function atDesk(
  context: BootstrapContext,
  file: string | undefined,
  run: (desk: Desk) => Promise<ExitCode>,
): Promise<void> {
  context.setExitCode(await exitOf(context, file, run));
}

async function exitOf(context: BootstrapContext, file: string | undefined, run: (desk: Desk) => Promise<ExitCode>) {
  const read = await readLab({ file, cwd: context.cwd });
  if (!read.ok) return refuse(context, read);
  return withClient(context, (client, work) => run({ ...read.value, client, ...work }));
}

/** Connects and runs; trouble with the server becomes a sentence and its exit code. */
export async function withClient(
  context: BootstrapContext,
  run: (client: OctopusClient, work: Work) => Promise<ExitCode>,
): Promise<ExitCode> {
  const live = createLiveLine(context.stderr);
  const count = countRequests(() =>
    live.count(`${count.used().total} ${count.used().total === 1 ? 'request' : 'requests'}`),
  );
  const { fetch } = context;
  const client = connect(context.env, { observer: count.observer, ...(fetch === undefined ? {} : { fetch }) });
  if (!client.ok) return refuse(context, client);
  context.stderr.write(`on the Octopus server ${client.value.url}\n`);
  let came = '';
  const soFar = (text: string): void => {
    came = text;
  };
  try {
    return await run(client.value, { live, requests: count.used, soFar });
  } catch (error) {
    live.clear();
    if (context.signal.aborted) {
      const text = `interrupted${came === '' ? '' : `: ${came}`}; run it again to go on`;
      return refuse(context, { text, exit: exitCodes.interrupted });
    }
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    return refuse(
      context,
      came === '' ? trouble : { ...trouble, text: `${trouble.text}\n${came}; run it again to go on` },
    );
  } finally {
    live.clear();
  }
}

/** Says why a command ends, on stderr. */
export function refuse(context: BootstrapContext, { text, exit }: Refusal): ExitCode {
  context.stderr.write(`bootstrap: ${text}\n`);
  return exit;
}
