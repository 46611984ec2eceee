import type { ProjectKind } from './catalogue.ts';

/** A train, its world, its people and what goes wrong: all that a seed decides, as data, so that parts of it can be taken away. */
export interface Scenario {
  /** Throws of people and of the server come from it. */
  readonly seed: string;
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
      readonly downMs: number;
    }
  | { readonly kind: 'restart'; readonly atMs: number }
  | { readonly kind: 'clock'; readonly atMs: number; readonly byMs: number }
  | { readonly kind: 'second'; readonly atMs: number }
  | { readonly kind: 'forged'; readonly atMs: number; readonly car: string; readonly environment: string };

export const version = '1.1.0';
