import { errorFromDeadline } from '../errors/from-fault.ts';
import { OctopusError, type Outcome } from '../errors/octopus-error.ts';
import type { Deadline } from './deadline.ts';
import { Prevented } from './guard.ts';

/** What is known of a request so far, and so what its failure means for the caller. */
export interface Ending {
  attempts(): number;
  /** Another attempt leaves. */
  sent(): void;
  /** It failed, and may be made again. */
  failed(error: OctopusError): void;
  /** What to throw for what was caught. */
  tell(caught: unknown): unknown;
}

/** Follows a request through its attempts. */
export function createEnding(options: {
  readonly operation: string;
  readonly method: string;
  readonly deadlineMs: number | undefined;
  readonly deadline: Deadline;
  /** The caller's own. */
  readonly signal: AbortSignal;
  readonly correlationId: string;
}): Ending {
  const { operation, method, deadlineMs = 0, deadline, signal, correlationId } = options;
  let attempts = 0;
  let isUnderWay = false;
  let isUncertain = false;
  let last: OctopusError | undefined;

  /** An attempt that is cut off by the time that is over may be processed all the same. */
  function outcome(): Outcome {
    if (isUnderWay || isUncertain) return 'unknown';
    return last?.outcome ?? 'not-sent';
  }

  return {
    attempts: () => attempts,
    sent() {
      attempts += 1;
      isUnderWay = true;
    },
    failed(error) {
      isUnderWay = false;
      isUncertain ||= error.outcome === 'unknown';
      last = error;
    },
    tell(caught) {
      const isPrevented = caught instanceof Prevented;
      let error = isPrevented ? caught.reason : caught;
      if (!isPrevented && !(error instanceof OctopusError)) {
        if (deadline.isOver()) error = errorFromDeadline({ operation, deadlineMs, attempts, outcome: outcome(), last });
        else if (signal.aborted) error = signal.reason;
      }
      if (!(error instanceof OctopusError)) return error;
      // A refusal after an attempt that got lost may be the echo of that attempt's success.
      if (isUncertain && method !== 'GET') Object.assign(error, { outcome: 'unknown' });
      return isPrevented ? error : Object.assign(error, { correlationId, attempts });
    },
  };
}
