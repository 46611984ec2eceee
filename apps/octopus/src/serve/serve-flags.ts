import type { GitAddress } from '../parsers.ts';

/** What `octopus` is told. */
export interface ServeFlags {
  readonly port?: number;
  readonly data?: string;
  readonly speed?: number;
  readonly faults?: string;
  readonly git?: readonly GitAddress[];
}
