import { didYouMean } from './did-you-mean.ts';
import { OctopusError } from './octopus-error.ts';

/** What is wrong with a request. These words are stable. */
export type RequestProblemKind =
  | 'missing-variable'
  | 'unknown-variable'
  | 'unknown-step'
  | 'required-step'
  | 'unknown-machine'
  | 'unknown-freeze'
  | 'bad-time'
  | 'no-reason'
  | 'no-snapshot'
  | 'no-place';

/** One thing that is wrong with a request. */
export interface RequestProblem {
  readonly kind: RequestProblemKind;
  /** The variable, step, machine or freeze it is about. */
  readonly name: string;
  /** A sentence without its full stop. */
  readonly message: string;
  /** Names that come close. */
  readonly suggestions: readonly string[];
}

/** A request that was not sent, for the server would refuse it or do something else than is meant. Has every problem at once. */
export class OctopusInvalidRequestError extends OctopusError {
  readonly code = 'invalid-request';
  readonly problems: readonly RequestProblem[];

  constructor(details: { what: string; operation: string; problems: readonly RequestProblem[] }) {
    const { what, operation, problems } = details;
    const hints = problems.flatMap(({ suggestions }) => didYouMean(suggestions) ?? []);
    super({
      message: `${what} was not asked for: ${problems.map(({ message }) => message).join('; ')}`,
      operation,
      outcome: 'not-sent',
      hint: hints.length > 0 ? hints.join(' ') : undefined,
    });
    this.problems = problems;
  }
}
