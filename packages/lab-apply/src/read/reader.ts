import type { OctopusClient } from '@octotrain/octopus-client';
import type { Gate } from './gate.ts';

/** A client, or as much of one as reading needs. */
export type Reader = Pick<OctopusClient, 'api' | 'pages'>;

/** What every part of a reading is done with. */
export interface Reading {
  readonly client: Reader;
  readonly gate: Gate;
  readonly signal: AbortSignal;
}
