import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import { Refusal, refusing } from '../refusal.ts';
import { listenOnLoopback } from './listen.ts';
import type { RecordFlags } from './record-flags.ts';
import { createRecorder } from './recorder.ts';

/** Records until the context is interrupted. */
export async function record(this: ProgramContext, flags: RecordFlags): Promise<void> {
  const { cwd, signal, stdout, stderr } = this;
  await refusing(
    this,
    async () => {
      const file = opened(resolve(cwd, flags.out), flags.out);
      try {
        const recorder = createRecorder({
          against: flags.against,
          fetch,
          now: Date.now,
          write: (line) => writeSync(file, `${line}\n`),
        });
        const server = await listenOnLoopback(recorder.relay, flags.port ?? 0);
        stdout.write(`OCTOPUS_URL=${server.url}\n`);
        stderr.write(`Passing requests on to ${flags.against}, written down in ${flags.out}. Ctrl-C stops it.\n`);
        if (!signal.aborted) {
          await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
        }
        await server.close();
        stderr.write(`${recorder.count()} exchanges are in ${flags.out}.\n`);
      } finally {
        closeSync(file);
      }
    },
    (error) =>
      error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
        ? new Refusal(
            `Port ${flags.port} is in use. Choose another one with --port, or leave it out.`,
            exitCodes.failed,
          )
        : undefined,
  );
}

/** A session is readable by its owner only, and never replaces a file. */
function opened(path: string, named: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw exists
      ? new Refusal(`${named} exists already. Choose another name with --out, or remove it.`, exitCodes.usage)
      : new Refusal(
          `${named} cannot be written: ${error instanceof Error ? error.message : error}`,
          exitCodes.unwritable,
        );
  }
}
