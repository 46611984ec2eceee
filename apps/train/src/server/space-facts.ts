import type { Project } from '@octotrain/octopus-client';
import type { Ref } from '@octotrain/train-engine';

/** What is the same for all cars of a space. */
export interface SpaceFacts {
  readonly space: Ref;
  readonly projects: readonly Project[];
  readonly environments: readonly Ref[];
}
