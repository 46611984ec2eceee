import { durationParser } from '@octotrain/command-line';

/** Flags that several commands share, so that they are called and explained alike. */
export const stateFlag = {
  kind: 'parsed',
  parse: String,
  optional: true,
  placeholder: 'DIR',
  brief: 'Where runs are kept (default: .octotrain in the current folder)',
} as const;

export const jsonFlag = { kind: 'boolean', default: false, brief: 'Write JSON on stdout, and nothing else' } as const;

export const requestedByFlag = {
  kind: 'parsed',
  parse: String,
  optional: true,
  placeholder: 'USER',
  brief: 'Who asks for the train; may not approve it (default: the account whose key is used)',
} as const;

export const waitFlag = {
  kind: 'parsed',
  parse: durationParser,
  optional: true,
  placeholder: 'DURATION',
  brief: 'How long to stay at a gate: 90s, 2h, 0 (default: without end in a terminal, else 0)',
} as const;

export const askFlag = {
  kind: 'boolean',
  default: false,
  brief: 'In a rehearsal: wait for a real answer at gates',
} as const;

export const takeOverFlag = {
  kind: 'boolean',
  default: false,
  brief: 'Take the train from whoever holds it: only when that process is surely gone',
} as const;

export const freshFlag = { kind: 'boolean', default: false, brief: 'In a rehearsal: begin with a new world' } as const;

export const fileArgument = {
  brief: 'The train file; also looked for in trains/',
  parse: String,
  placeholder: 'FILE',
} as const;

export const runArgument = {
  brief: 'The run; the latest when left out',
  parse: String,
  placeholder: 'RUN',
  optional: true,
} as const;

/** Notes are what an auditor reads: blank ones are none. */
export function notesParser(text: string): string {
  if (text.trim() !== '') return text;
  throw new SyntaxError('say why, for whoever reads the report: --notes "…"');
}
