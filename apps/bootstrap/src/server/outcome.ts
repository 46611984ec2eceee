import type { ExitCode } from '@octotrain/command-line';

/** What a command cannot go on with: what to say, and how to end. */
export interface Refusal {
  readonly text: string;
  readonly exit: ExitCode;
}

/** A value, or why there is none. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Refusal);
