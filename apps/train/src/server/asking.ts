import { OctopusError, OctopusNotFoundError } from '@octotrain/octopus-client';
import { ServerTrouble } from '../run/hands.ts';

/**
 * Asks the server something that changes nothing. What the train can do nothing about becomes `ServerTrouble`; a refusal of this one question
 * (it is not there, it breaks a rule) stays what it is.
 */
export async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw troubleOf(error) ?? error;
  }
}

/** The same; null when there is no such thing, or this account may not see it. */
export async function askFor<T>(question: () => Promise<T>): Promise<T | null> {
  try {
    return await ask(question);
  } catch (error) {
    if (error instanceof OctopusNotFoundError) return null;
    throw error;
  }
}

/** What kept the server from answering at all, if that is what the error says. */
export function troubleOf(error: unknown): ServerTrouble | undefined {
  if (!(error instanceof OctopusError)) return undefined;
  const message = error.hint ? `${error.message.replace(/\.$/, '')}. ${error.hint}` : error.message;
  if (error.code === 'auth') return new ServerTrouble({ code: 'unauthorized', message, cause: error });
  if (error.code === 'permission') return new ServerTrouble({ code: 'forbidden', message, cause: error });
  const away = ['unreachable', 'server-error', 'rate-limited', 'bad-answer'].includes(error.code);
  return away ? new ServerTrouble({ code: 'unreachable', message, cause: error }) : undefined;
}
