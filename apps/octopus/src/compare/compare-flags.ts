import type { DifferenceKind } from './differences.ts';

/** What `octopus compare` is told. */
export interface CompareFlags {
  readonly against?: string;
  readonly allowWrites: boolean;
  readonly ignore?: readonly DifferenceKind[];
  readonly json: boolean;
}
