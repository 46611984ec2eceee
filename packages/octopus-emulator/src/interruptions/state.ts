import type { Guidance } from '../execution/guided-failure.ts';

/** A question that a task waits for a person to answer. */
export interface InterruptionDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly TaskId: string;
  readonly ProjectId: string;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
  /** A manual intervention when absent. */
  readonly Type?: 'ManualIntervention' | 'GuidedFailure';
  readonly Title: string;
  readonly Instructions: string;
  readonly Created: string;
  readonly CorrelationId: string;
  readonly IsPending: boolean;
  readonly RelatedDocumentIds: readonly string[];
  readonly ResponsibleTeamIds: readonly string[];
  /** Stays after the answer. */
  readonly ResponsibleUserId: string | null;
  readonly Notes: string | null;
  readonly Result: 'Proceed' | 'Abort' | Guidance | null;
  /** What may be answered to a failure. */
  readonly Guidances?: readonly Guidance[];
  /** The interruption of a child deployment that this one stands for at its parent. */
  readonly MirrorOf?: string;
  /** Interruptions that stand for this one at the tasks that wait for it. */
  readonly MirrorIds?: readonly string[];
}
