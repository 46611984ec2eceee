import type { World } from '../world.ts';
import type { ActionPlace } from './action-place.ts';
import type { ActionReport, ActionRun } from './executor.ts';

/** One action at work. */
export interface Simulation extends ActionPlace {
  readonly world: World;
  readonly run: ActionRun;
  readonly report: ActionReport;
}
