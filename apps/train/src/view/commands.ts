import type { Look } from './look.ts';

type Flags = Pick<Look, 'flags'>;

/** Answers what waits, or one gate of it; the notes are the person's own. */
export function approveCommand(look: Flags, run: string, gate: string | null): string {
  return command(look, ['approve', run, ...(gate === null ? [] : ['--gate', gate])], ' --notes "…"');
}

/** Runs a train file. */
export function runCommand(look: Flags, file: string): string {
  return `pnpm train ${[file, ...look.flags].map(quoted).join(' ')}`;
}

export function resumeCommand(look: Flags, run: string): string {
  return command(look, ['resume', run]);
}

/** For a person who knows that whoever holds the train is gone. */
export function takeOverCommand(look: Flags, run: string): string {
  return command(look, ['resume', run, '--take-over']);
}

export function unhaltCommand(look: Flags, key: string): string {
  return command(look, ['unhalt', key]);
}

/** Shows the newest run. */
export function statusCommand(look: Flags): string {
  return command(look, ['status']);
}

export function reportCommand(look: Flags, run: string): string {
  return command(look, ['report', run]);
}

function command(look: Flags, words: readonly string[], end = ''): string {
  return `pnpm train ${[...words, ...look.flags].map(quoted).join(' ')}${end}`;
}

/** Double quotes mean the same to every shell, for what names are made of. */
function quoted(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
