import type { Plan, TrainEvent } from '@octotrain/train-engine';
import type { RunLock } from '../../apps/train/src/journal/lock-record.ts';
import type { Ending } from '../../apps/train/src/run/run-loop.ts';
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
  readonly scenario: Scenario;
  readonly server: SimServer;
  readonly places: readonly Place[];
  readonly plan: Plan;
  readonly lock: RunLock;
  /** When the train left, in epoch ms of the server. */
  readonly startedMs: number;
  /** What happened, for the story. */
  readonly log: string[];
  /** How many requests, writes and journal lines there were. */
  readonly counts: { request: number; write: number; journal: number };
  /** `car environment` whose http smoke test has passed, and how often each was asked. */
  readonly healthy: Set<string>;
  readonly asked: Map<string, number>;
  broken: Broken | null;
  say(text: string): void;
  /** Notes the first rule that is broken. */
  accuse(rule: string, detail: string): void;
}

/** A machine that a train runs on, with its disk: what it did, and how it left the run. */
export interface Machine {
  readonly name: string;
  /** The journal as it stands on the disk. */
  text(): string;
  events(): readonly TrainEvent[];
  ending(): Ending | null;
  /** Nothing more will come of it. */
  isOver(): boolean;
  wasKilled(): boolean;
  jump(byMs: number): void;
}
