import { isAbsolute, join } from 'node:path';
import { coloursFor, type ProgramContext } from '@octotrain/command-line';
import type { TrainContext } from '../connect/edges.ts';
import { type StateFolder, stateFolder } from '../run/run-folder.ts';
import { foldLine } from '../view/fold.ts';
import type { Look } from '../view/look.ts';

/** What every command has before it: where it stands, where runs are kept, how it may speak. */
export interface Desk {
  readonly context: TrainContext;
  readonly folder: StateFolder;
  /** Text to stderr; in a terminal folded between words, but for commands, which are to be pasted. */
  say(text: string): void;
  /** Text to stdout. */
  print(text: string): void;
  look(options?: { webUrl?: string | null; rehearsed?: boolean }): Look;
}

/** Lays out the desk for a command. */
export function desk(context: TrainContext, flags: { state?: string | undefined }): Desk {
  const state = flags.state ?? '.octotrain';
  const path = isAbsolute(state) ? state : join(context.cwd, state);
  return {
    context,
    folder: stateFolder(path),
    say: (text) => context.stderr.write(`${toldIn(context.stderr, text)}\n`),
    print: (text) => context.stdout.write(`${text}\n`),
    look: ({ webUrl = null, rehearsed = false } = {}) => ({
      columns: Math.max(context.stdout.columns ?? 100, 40),
      colours: coloursFor(context.stdout, context.env),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      webUrl,
      flags: flags.state === undefined ? [] : ['--state', flags.state],
      rehearsed,
    }),
  };
}

function toldIn({ isTTY, columns }: ProgramContext['stderr'], text: string): string {
  if (!isTTY || !columns) return text;
  const fold = (line: string) => (line.includes('pnpm ') ? [line] : foldLine(line, { columns, rest: '    ' }));
  return text.split('\n').flatMap(fold).join('\n');
}
