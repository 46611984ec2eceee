import { OctopusError } from '@octotrain/octopus-client';
import type { RunEvent, Subject } from '@octotrain/train-engine';
import { ServerTrouble } from '../run/hands.ts';
import { LeaseLost } from '../run/lease.ts';
import type { Session } from '../run/session.ts';
import { troubleOf } from './asking.ts';
import type { ServerDeps } from './server-deps.ts';

/** What became of a write. `unknown`: it may have been done; it is looked for, never sent again at once. */
export type Written<T> =
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'refused' }
  | { readonly is: 'unknown' };

/**
 * Sends one write, its intent on disk before it. What is known to have come to nothing is taken back; an answer that got lost leaves the intent
 * standing, which is what makes the next look wait. Throws `LeaseLost` when the lease does not allow it, and a `ServerTrouble` when the server said
 * that the account may not, or could not be asked about the lease.
 */
export async function write<T>(options: {
  session: Session;
  subject: Subject;
  try: number;
  deps: Pick<ServerDeps, 'at'>;
  /** Gets the hash of the journal that holds the intent. */
  send: (head: string) => Promise<T>;
}): Promise<Written<T>> {
  const { session, subject, send } = options;
  const { at } = options.deps;
  const notSent = () => session.hear({ type: 'not-sent', subject, at: at() });
  const head = await session.intend({ type: 'intent', subject, try: options.try, at: at() });
  try {
    return { is: 'done', value: await send(head) };
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof ServerTrouble) {
      await notSent();
      throw error;
    }
    if (!(error instanceof OctopusError)) throw error;
    if (error.outcome === 'unknown') return { is: 'unknown' };
    const trouble = troubleOf(error);
    if (trouble || error.outcome === 'not-sent') {
      await notSent();
      if (trouble) throw trouble;
      return { is: 'unknown' };
    }
    await session.hear({ type: 'refused', subject, message: wordsOf(error), at: at() });
    return { is: 'refused' };
  }
}

/** The server's own words about what it refused. */
export function wordsOf(error: OctopusError): string {
  const said = [
    ...new Set([...error.errors, ...(error.errors.length === 0 && error.errorMessage ? [error.errorMessage] : [])]),
  ];
  return said.join(' ') || error.message;
}

/** No events: for effects that told the session all they had to tell. */
export const nothingMore: readonly RunEvent[] = [];
