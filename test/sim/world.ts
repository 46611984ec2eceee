import type { Plan, TrainEvent } from '@octotrain/train-engine';
import type { RunLock } from '../../apps/train/src/journal/lock-record.ts';
import type { KeyLeft } from '../../apps/train/src/record/key-state.ts';
import type { Ending } from '../../apps/train/src/run/ending.ts';
import type { SmokeProbes } from '../../apps/train/src/server/probe.ts';
import type { Place } from './expected.ts';
import type { Scenario } from './scenario.ts';
import type { SimServer } from './sim-server.ts';

/** A rule that did not hold. */
export interface Broken {
  readonly rule: string;
  readonly detail: string;
}

/** All that a simulation's parts share. */
export interface SimWorld {
  readonly scenario: Pick<Scenario, 'seed' | 'record' | 'host' | 'pollMs' | 'faults'>;
  readonly server: SimServer;
  /** User name of the account that trains run under. */
  readonly account: string;
  /** Tests of clusters, as one process makes them: what they ask goes through its network. */
  probesOf(fetch: (request: Request) => Promise<Response>): SmokeProbes;
  /** Looks at what is new on the server, after every request. */
  judge(): void;
  readonly plan: Plan;
  readonly planHash: string;
  /** The runs that were begun, by id: one, unless the first was cut off before it sent anything. */
  readonly runs: Map<string, RunLock>;
  /** The process that each machine runs now, by the machine's name. */
  readonly lives: Map<string, Life>;
  /** When the train left, in epoch ms of the server. */
  readonly startedMs: number;
  /** What happened, for the story. */
  readonly log: string[];
  /** How many requests, writes and journal lines there were. */
  readonly counts: { request: number; write: number; journal: number };
  broken: Broken | null;
  say(text: string): void;
  /** Notes the first rule that is broken. */
  accuse(rule: string, detail: string): void;
}

/** A world that was made from a whole scenario, and can be judged by it. */
export interface JudgedWorld extends SimWorld {
  readonly scenario: Scenario;
  readonly places: readonly Place[];
  /** `car environment` whose http smoke test has passed. */
  readonly healthy: Set<string>;
}

/** One process, from its start until it ends or is killed. */
export interface Life {
  readonly machine: string;
  /** Counts the processes of its machine. */
  readonly number: number;
  dead: boolean;
  /** Until when it stands still. */
  pausedUntil: number;
  /** When the server first told it of a failure of the train. */
  sawFailureAt: number | null;
  /** Bodies that were sent, and when first. */
  readonly sent: Map<string, number>;
  /** When it last heard that the lease is its own. */
  checkedAt: number | null;
  /** The lines of its journal that are on disk. */
  readonly onDisk: () => string;
}

/** A machine that a train runs on, with its disk: what it did, and how it left the run. */
export interface Machine {
  readonly name: string;
  /** The journal as it stands on the disk. */
  text(): string;
  events(): readonly TrainEvent[];
  /** How its last process left the run; null where it was not let in, or was killed for good. */
  ending(): Ending | null;
  /** How each of its processes left the run, `refused` where it was not let in. */
  endings(): readonly string[];
  /** Why it was not let in. */
  refusal(): string | null;
  /** How the run ended, where this machine came too late and was told so. */
  toldEnd(): KeyLeft['outcome'];
  /** Nothing more will come of it. */
  isOver(): boolean;
  wasKilled(): boolean;
  jump(byMs: number): void;
}
