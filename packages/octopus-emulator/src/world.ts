import type { Background } from './clock/background.ts';
import type { Clock } from './clock/clock.ts';
import type { EventInput, EventListener } from './events/record.ts';
import type { FaultPlan } from './faults/plan.ts';
import type { GitSource } from './git/git-source.ts';
import type { Random } from './random.ts';
import type { Store } from './store/store.ts';

/** Everything that rules with effects act on: passed to every handler and to the task runner. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** For real HTTP requests that simulated work makes. */
  readonly fetch: typeof fetch;
  /** For what identity providers publish. */
  readonly issuerFetch: typeof fetch;
  /** Makes a private key that access tokens are signed with, as PEM. */
  readonly newSigningKey: () => Promise<string>;
  readonly git: GitSource;
  /** Knows what work goes on between two timers. */
  readonly background: Background;
  readonly faults: FaultPlan;
  /** What is wrong with how the state is kept, in one sentence; undefined while all is well. */
  readonly keepingTrouble: () => string | undefined;
  /** What becomes of tasks that were executing when the server stopped. [guess that a real one fails them] */
  readonly onRestart: 'fail' | 'continue';
  /** Whether steps run programs of this machine; else they are simulated. */
  readonly runsPrograms: boolean;
  /** How many tasks are executed at a time, until somebody sets it over HTTP. */
  readonly taskCap: number;
  /** The longest that an automatic phase waits, in milliseconds. */
  readonly automaticWithinMs: number;
  /** Writes a line of the audit log. */
  record(event: EventInput): void;
  /** Whoever hears of what is written there; added to while the server starts. */
  readonly eventListeners: EventListener[];
}

/** The clock's time in the server's format. */
export function timeOf(world: Pick<World, 'clock'>): string {
  return new Date(world.clock.now()).toISOString().replace('Z', '+00:00');
}
