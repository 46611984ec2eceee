import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { type LabOnDisk, readLab } from '../file/read-lab.ts';
import { connect } from '../server/connect.ts';
import type { Refusal } from '../server/outcome.ts';
import { troubleOf } from '../server/trouble.ts';

/** What every command works with. */
export interface Desk extends LabOnDisk {
  readonly client: OctopusClient;
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
  return withClient(context, (client) => run({ ...read.value, client }));
}

/** Connects and runs; trouble with the server becomes a sentence and its exit code. */
export async function withClient(
  context: BootstrapContext,
  run: (client: OctopusClient) => Promise<ExitCode>,
): Promise<ExitCode> {
  const client = connect(context.env, context.fetch);
  if (!client.ok) return refuse(context, client);
  context.stderr.write(`on the Octopus server ${client.value.url}\n`);
  try {
    return await run(client.value);
  } catch (error) {
    if (context.signal.aborted)
      return refuse(context, { text: 'interrupted; run it again to go on', exit: exitCodes.interrupted });
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    return refuse(context, trouble);
  }
}

/** Says why a command ends, on stderr. */
export function refuse(context: BootstrapContext, { text, exit }: Refusal): ExitCode {
  context.stderr.write(`bootstrap: ${text}\n`);
  return exit;
}
