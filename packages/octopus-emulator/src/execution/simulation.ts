import type { World } from '../world.ts';
import type { ActionReport, ActionRun } from './executor.ts';

/** One action at work. */
export interface Simulation {
  readonly world: World;
  readonly run: ActionRun;
  readonly report: ActionReport;
  /** Undefined: the action runs on the server. */
  readonly cluster: string | undefined;
  /** The step's namespace, else the target's own, else `default`. [guess] */
  readonly namespace: string;
}
