import { implicitPhases } from './progression.ts';
import type { LifecycleDocument } from './state.ts';

/** A lifecycle as it works: without phases of its own it has one for each environment, in their order. [docs] */
export function previewOf(
  lifecycle: LifecycleDocument,
  environments: readonly { readonly Id: string; readonly Name: string }[],
): LifecycleDocument {
  if (lifecycle.Phases.length > 0) return lifecycle;
  const Phases = implicitPhases(environments).map((phase) => ({
    ...phase,
    IsPriorityPhase: false,
    ReleaseRetentionPolicy: null,
    TentacleRetentionPolicy: null,
  }));
  return { ...lifecycle, Phases };
}
