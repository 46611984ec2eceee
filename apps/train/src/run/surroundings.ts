import type { OctopusApi } from '@octotrain/octopus-client';
import type { TrainRecord } from '@octotrain/train-engine';
import type { JournalShelf } from '../journal/shelf.ts';
import type { KeyHolder } from '../record/key-state.ts';
import type { KeyStore } from '../record/key-store.ts';
import type { SmokeProbes } from '../server/probe.ts';
import type { TaskSource } from '../server/task-source.ts';
import type { Clock } from './clock.ts';
import type { Identity } from './identity.ts';

/** All that runs need of the world, as ports: the server, a disk, time and chance. Runs of one process share one. */
export interface Surroundings {
  readonly api: OctopusApi;
  /** The same server, asked for leave right before each write is sent; what `mayWrite` throws keeps it from being sent. */
  guarded(mayWrite: () => Promise<void>): OctopusApi;
  readonly tasks: TaskSource;
  readonly probes: SmokeProbes;
  readonly shelf: JournalShelf;
  keys(record: TrainRecord): KeyStore;
  readonly me: Identity;
  readonly isGone: (holder: KeyHolder) => Promise<boolean>;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}
