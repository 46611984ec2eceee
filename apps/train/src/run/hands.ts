import type { Effect, RunEvent } from '@octotrain/train-engine';
import type { Session } from './session.ts';

/**
 * Performs effects against a server. Looks before it acts, writes intents down through the session before each write, and answers with what it
 * saw. Throws a `ServerTrouble` when the server cannot be asked at all.
 */
export interface Hands {
  perform(effect: Effect, session: Session): Promise<readonly RunEvent[]>;
}

/** The server could not be asked: away, or it does not let us. The run stays open. */
export class ServerTrouble extends Error {
  readonly code: 'unreachable' | 'unauthorized' | 'forbidden';

  constructor(options: { code: ServerTrouble['code']; message: string; cause?: unknown }) {
    super(options.message, { cause: options.cause });
    this.name = 'ServerTrouble';
    this.code = options.code;
  }
}
