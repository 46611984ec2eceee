import type { ProjectKind } from './catalogue.ts';

/** A train, its world, its people and what goes wrong: all that a seed decides, as data, so that parts of it can be taken away. */
export interface Scenario {
  /** Throws of people and of the server come from it. */
  readonly seed: string;
  /** Whether the server keeps the record of trains; without it the journal is all there is. */
  readonly record: boolean;
  /** stays: a process holds the run until it is left · ticks: each pass begins anew from journal and server, as a timer has it. */
  readonly host: 'stays' | 'ticks';
  /** How often a process that stays looks. */
  readonly pollMs: number;
  readonly environments: readonly string[];
  readonly by: 'car' | 'environment';
  readonly maxParallel: number;
  readonly cars: readonly SimCar[];
  readonly gates: readonly SimGate[];
  readonly people: People;
  readonly faults: readonly SimFault[];
}

export interface SimCar {
  readonly id: string;
  readonly space: string;
  readonly kind: ProjectKind;
  readonly after: readonly string[];
  readonly tenants: { readonly include: readonly string[]; readonly untenanted: boolean } | null;
  readonly when: 'always' | 'notCurrent' | 'higher';
  readonly smoke: readonly ('step' | 'http')[];
  /** What stands there before the train leaves: a version in the first environments of the path. */
  readonly before: { readonly version: string; readonly environments: number } | null;
  /** The environment where its deployment fails. */
  readonly failsIn: string | null;
  /** The environment where its http smoke test fails, and how often; 99 is always. */
  readonly sick: { readonly environment: string; readonly times: number } | null;
}

export interface SimGate {
  readonly environment: string;
  readonly teams: readonly string[];
  readonly notRequester: boolean;
  readonly through: 'either' | 'runbook';
}

/** good: who may, says yes · mixed: some say no, some may not, the requester tries · absent: some never answer. */
export type People = 'good' | 'mixed' | 'absent';

export type NetworkFault = 'lost-before' | 'lost-after' | 'late' | '429' | '503-before' | '503-after';

/** How a process that was killed comes back: on its own disk, or on another machine whose disk is empty. */
export type Return = 'here' | 'empty';

export type SimFault =
  | {
      readonly kind: 'network';
      readonly what: NetworkFault;
      readonly on: 'any' | 'write';
      readonly n: number;
      readonly ms: number;
    }
  | { readonly kind: 'away'; readonly atMs: number; readonly ms: number }
  | {
      readonly kind: 'kill';
      readonly on: 'request' | 'write' | 'journal';
      readonly n: number;
      readonly when: 'before' | 'after';
      /** What it was about to send was on its way already, and lands so long after; null: it is gone. */
      readonly landsMs: number | null;
      readonly downMs: number;
      /** The whole machine fails: what was not yet on disk is gone. */
      readonly power: boolean;
      readonly back: Return;
    }
  /** The process stands still before it sends its n-th write, and then sends it. */
  | { readonly kind: 'pause'; readonly n: number; readonly ms: number }
  | { readonly kind: 'restart'; readonly atMs: number }
  | { readonly kind: 'clock'; readonly atMs: number; readonly byMs: number }
  /** A second process, on another machine: with a copy of the journal, or with none. */
  | {
      readonly kind: 'second';
      readonly atMs: number;
      readonly disk: 'copy' | 'empty';
      readonly takeOver: boolean;
    }
  | { readonly kind: 'forged'; readonly atMs: number; readonly car: string; readonly environment: string }
  /** Somebody finds something wrong with the release of a car: the server lets it go no further. */
  | { readonly kind: 'blocked'; readonly atMs: number; readonly car: string }
  | { readonly kind: 'halt'; readonly atMs: number; readonly ms: number }
  /** From its n-th line on the disk of the first machine is full for a while. */
  | { readonly kind: 'disk-full'; readonly n: number; readonly ms: number }
  /** The server does not let the train's key in for a while. */
  | { readonly kind: 'revoked'; readonly atMs: number; readonly ms: number };

export const version = '1.1.0';
/** The name of every simulated train, and so the key of its lock. */
export const trainName = 'sim';
