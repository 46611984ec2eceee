import type { ProgramContext } from '@octotrain/command-line';
import type { OctopusClientOptions } from '@octotrain/octopus-client';
import type { Clock } from '../run/clock.ts';

/** Time and network as the program meets them: the machine's own in `main.ts`, a story's in tests. */
export interface Edges {
  readonly clock: Clock;
  /** How requests are sent; the network when absent. */
  readonly fetch?: NonNullable<OctopusClientOptions['fetch']>;
}

/** What every command of `train` is given. */
export interface TrainContext extends ProgramContext {
  readonly edges: Edges;
}
