import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { writeWhole } from '@octotrain/durable-files';
import { pullLab } from '@octotrain/lab-apply';
import { writeLab } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { pullDocument } from '../pull/pull-document.ts';
import { headingOf, notesText } from '../pull/pull-text.ts';
import { refuse, withClient } from './desk.ts';

/** What `pull` is told. */
export interface PullFlags {
  readonly space?: readonly string[];
  readonly lab?: string;
  readonly out?: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** Writes spaces of a server down as a lab file. */
export async function pull(this: BootstrapContext, flags: PullFlags): Promise<void> {
  const { out, force } = flags;
  // Before anything is asked of the server: whoever waits for it should not wait in vain.
  const isRefused = out !== undefined && !force && (await isThere(resolve(this.cwd, out)));
  this.setExitCode(
    isRefused
      ? refuse(this, { text: `${out} is there already; say --force to replace it`, exit: exitCodes.usage })
      : await withClient(this, (client) => pullFrom(this, client, flags)),
  );
}

async function pullFrom(context: BootstrapContext, client: OctopusClient, flags: PullFlags): Promise<ExitCode> {
  const { space: spaces = [], out } = flags;
  const [only] = spaces;
  const name = flags.lab ?? (spaces.length === 1 && only !== undefined ? only : new URL(client.url).hostname);
  const pulled = await pullLab({ client, spaces, name, signal: context.signal });
  if ('missing' in pulled) {
    const missing = pulled.missing.map(
      (space) => `there is no space "${space}" on the server, or the key's owner may not see it`,
    );
    const known = `The server has: ${pulled.known.join(', ')}.`;
    return refuse(context, { text: [...missing, known].join('\n'), exit: exitCodes.usage });
  }

  const text = writeLab(pulled.lab, { heading: headingOf(pulled, client.url) });
  if (out !== undefined) {
    const problem = await written(resolve(context.cwd, out), text);
    if (problem !== undefined)
      return refuse(context, { text: `${out} cannot be written: ${problem}`, exit: exitCodes.unwritable });
  }
  if (flags.json) {
    const document = pullDocument(pulled, { server: client.url, ...(out === undefined ? { text } : { file: out }) });
    context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } else if (out === undefined) {
    context.stdout.write(text);
  }
  context.stderr.write(notesText(pulled, { file: out, width: context.stdout.columns }));
  return exitCodes.done;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Writes the file whole or not at all; what is wrong when it cannot. */
async function written(path: string, text: string): Promise<string | undefined> {
  try {
    await writeWhole(path, text);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return 'its folder is not there';
    if (typeof code === 'string') return code;
    throw error;
  }
}
