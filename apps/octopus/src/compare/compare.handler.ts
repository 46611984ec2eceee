import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ExitCode, exitCodes, type ProgramContext } from '@octotrain/command-line';
import { Refusal, refusing } from '../refusal.ts';
import { readSession, type Session } from '../session/session.ts';
import type { CompareFlags } from './compare-flags.ts';
import { type Comparison, compareSession, KeyRefused } from './replay.ts';
import { renderComparison } from './report.ts';
import { freshEmulator, serverAt, type Target } from './targets.ts';

const WIDTH = 160;

/** Compares, prints, and says by the exit code how it stands. */
export async function compare(this: ProgramContext, flags: CompareFlags, file: string): Promise<void> {
  await refusing(
    this,
    async () => {
      if (flags.allowWrites && flags.against === undefined) {
        throw new Refusal('--allow-writes says what may be sent to a server: name it with --against.', exitCodes.usage);
      }
      const session = await sessionOf(resolve(this.cwd, file), file);
      const server = flags.against === undefined ? undefined : serverOf(this, flags.against);
      const emulator = await freshEmulator({ began: session.head.began });
      try {
        const all = await compareSession({ session, emulator, server, allowWrites: flags.allowWrites });
        const comparison = without(all, flags);
        this.stdout.write(
          flags.json
            ? `${JSON.stringify(comparison, undefined, 2)}\n`
            : renderComparison(comparison, { against: flags.against, width: this.stdout.columns ?? WIDTH }),
        );
        this.setExitCode(exitCodeOf(comparison));
      } finally {
        await emulator.close();
      }
    },
    (error) => (error instanceof KeyRefused ? new Refusal(error.message, exitCodes.notPermitted) : undefined),
  );
}

function serverOf({ env }: ProgramContext, url: string): Target {
  const key = env.OCTOPUS_API_KEY;
  if (!key) throw new Refusal('Set OCTOPUS_API_KEY to a key of the server.', exitCodes.usage);
  return serverAt({
    url,
    key,
    sleep: (ms) => setTimeout(ms),
    fetch: async (request) => {
      try {
        return await fetch(request);
      } catch (error) {
        const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
        throw new Refusal(`${url} cannot be reached: ${why}`, exitCodes.unreachable);
      }
    },
  });
}

async function sessionOf(path: string, named: string): Promise<Session> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Refusal(`The session ${named} cannot be read: ${error.message}`, exitCodes.usage);
  });
  const read = readSession(text);
  if (read.ok) return read.session;
  throw new Refusal(`${named}:${read.line}: ${read.message}; nothing was compared.`, exitCodes.usage);
}

function without(comparison: Comparison, { ignore = [] }: CompareFlags): Comparison {
  const ignored: ReadonlySet<string> = new Set(ignore);
  return { ...comparison, differences: comparison.differences.filter(({ kind }) => !ignored.has(kind)) };
}

function exitCodeOf({ differences, compared }: Comparison): ExitCode {
  if (differences.length > 0) return exitCodes.failed;
  return compared === 0 ? exitCodes.unknown : exitCodes.done;
}
