import type { SmokeResult } from '../run/event.ts';

/** How a person answers an interruption, and how long they take. */
export interface ScriptedAnswer {
  readonly by: 'requester' | 'account' | 'risk';
  readonly result: 'Proceed' | 'Abort';
  readonly afterMs: number;
}

/** What becomes of a request that makes something: answered, or the answer is lost and the thing lands later (null: never). */
export type Sending =
  | { readonly is: 'answered' }
  | { readonly is: 'lost'; readonly landsAfterMs: number | null }
  | { readonly is: 'not-sent' }
  | { readonly is: 'refused' };

/** How a simulated Friday goes, by stop id, gate id or car id; what is left out goes well. */
export interface Script {
  readonly workMs?: Readonly<Record<string, number>>;
  readonly failing?: readonly string[];
  /** By gate id, or for a process gate by stop id too. */
  readonly answers?: Readonly<Record<string, ScriptedAnswer>>;
  /** By stop id and index of the smoke test (`stop#0`): the last result is repeated. */
  readonly smoke?: Readonly<Record<string, readonly SmokeResult[]>>;
  /** By subject (`deployment stop`, `approval gate`, `release car`): one for each request, then answered. */
  readonly sendings?: Readonly<Record<string, readonly Sending[]>>;
  /** How long the server takes for an automatic deployment; null: it never makes one. */
  readonly automaticAfterMs?: number | null;
}

export const answered: Sending = { is: 'answered' };
export const proceed: ScriptedAnswer = { by: 'risk', result: 'Proceed', afterMs: 30_000 };
