import type { Clock } from '../clock.ts';
import type { Token } from '../syntax/tree.ts';
import type { Reading } from './place.ts';
import type { Resolver } from './resolve.ts';
import type { Scope } from './scope.ts';

/** A text of the evaluation with a place in it, and what is wrong there. */
export interface FaultAt extends Reading {
  message: string;
}

/** One evaluation: what it may use, and what it found on its way. */
export interface Evaluation extends Resolver {
  readonly clock: Clock | undefined;
  /** What is being read now; where it stands when the evaluation is given up is where the fault is. */
  reading: Reading;
  /** Tokens that stayed in the text, each with the first place where it did. */
  readonly unresolved: Map<string, Reading>;
  /** By the text that has them, and the variable whose value it is. */
  readonly faults: Map<string, Map<string | undefined, readonly FaultAt[]>>;
  /** The text of one token, or null when there is to be no value. */
  renderToken(token: Token, scope: Scope | undefined): string | null;
}
