/** A question that a task waits for a person to answer. */
export interface InterruptionDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly TaskId: string;
  readonly ProjectId: string;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
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
  readonly Result: 'Proceed' | 'Abort' | null;
}
