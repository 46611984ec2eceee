import type { CharSet } from './char-set.ts';
import type { Assertion, GroupNumbers } from './tree.ts';

/**
 * A step of a compiled pattern. Places are indexes of steps; the step after one is the next in the list unless it says
 * otherwise. `back` reads towards the start of the text, as behind `(?<=`.
 */
export type Instruction =
  | { op: 'unit'; unit: number; back: boolean }
  | { op: 'set'; set: CharSet; back: boolean }
  /** As many characters of a set as there are, then fewer; or few, then more. */
  | { op: 'run'; set: CharSet; min: number; max: number; lazy: boolean; back: boolean }
  /** Goes on at one place, and at the other when that fails. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'assert'; at: Assertion }
  | { op: 'open'; group: number }
  | { op: 'close'; group: number }
  | { op: 'reference'; group: number; ignoreCase: boolean; back: boolean }
  /** Sets the counter of a loop, and the place where its last round began. */
  | { op: 'enter-loop'; register: number }
  | { op: 'loop'; register: number; min: number; max: number; lazy: boolean; exit: number }
  /** Tries what follows up to an `accept`; what it matched is kept, as one piece, when it moves. */
  | { op: 'try'; negated: boolean; moves: boolean; success: number; failure: number }
  | { op: 'if-group'; group: number; otherwise: number }
  | { op: 'fail' }
  | { op: 'accept' };

/** A pattern that can be matched. */
export interface Program extends GroupNumbers {
  instructions: readonly Instruction[];
  /** How many registers the loops and groups use. */
  registers: number;
  /** Set for a pattern that is nothing but this text. */
  literal: string | undefined;
  begin: Begin;
}

/**
 * Where alone a match can begin. `run`: the pattern begins with as many characters of a set as there are, and where it
 * failed once it fails up to the end of them.
 */
export type Begin =
  | { kind: 'anywhere' }
  | { kind: 'start' }
  | { kind: 'line-start' }
  | { kind: 'run'; set: CharSet; min: number };
