import { OctopusError } from './octopus-error.ts';

/**
 * The answer to a write got lost, and what it should have made was not found, or not all of it. It may still appear: look
 * before asking for it again. `cause` is the error of the write.
 */
export class OctopusLostAnswerError extends OctopusError {
  readonly code = 'lost-answer';
  /** Ids of what was found of it. */
  readonly found: readonly string[];

  constructor(details: {
    what: string;
    operation: string;
    found: readonly string[];
    lookedForMs: number;
    cause: OctopusError;
  }) {
    const { what, operation, found, lookedForMs, cause } = details;
    const so = found.length === 0 ? 'nothing of it' : `only ${found.join(', ')}`;
    super({
      message: `the answer to ${what} got lost, and after ${Math.round(lookedForMs / 1000)} s ${so} was to be seen`,
      operation,
      outcome: 'unknown',
      status: cause.status,
      hint: 'Look on the server before asking for it again: it may still appear.',
      cause,
    });
    this.found = found;
  }
}
