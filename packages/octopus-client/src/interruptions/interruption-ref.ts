import type { InterruptionId, SpaceId } from '../ids/kinds.ts';

/** Where an interruption is. */
export interface InterruptionRef {
  readonly spaceId: SpaceId;
  readonly interruptionId: InterruptionId;
}
