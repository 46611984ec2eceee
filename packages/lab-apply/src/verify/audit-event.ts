import type { OctopusEvent } from '@octotrain/octopus-client';

/** A line of the audit log, as far as it explains a difference. Plain data. */
export interface AuditEvent {
  readonly id: string;
  /** `Created`, `Modified`, `Deleted` or another word of the server. */
  readonly category: string;
  /** ISO 8601. */
  readonly at: string;
  readonly userId: string;
  readonly username: string;
  readonly userAgent: string;
  readonly spaceId: string | null;
  /** What it is about, the main document first. */
  readonly related: readonly string[];
  readonly message: string;
  /** The document after the change, where the log keeps it. Secrets are marks in it. */
  readonly document?: object;
  /** JSON pointers of what changed; absent where the log does not say. */
  readonly changed?: readonly string[];
}

/** The program that applies labs begins its user agent so, and by that its writes are known in the audit log. */
export const applyAgent = 'octotrain-bootstrap';

/** Takes from a line of the log what explaining needs. */
export function auditEvent(event: OctopusEvent): AuditEvent {
  const { DocumentContext: document, Differences: differences } = event.ChangeDetails ?? {};
  return {
    id: event.Id,
    category: event.Category,
    at: event.Occurred,
    userId: event.UserId,
    username: event.Username,
    userAgent: event.UserAgent ?? '',
    spaceId: event.SpaceId,
    related: event.RelatedDocumentIds,
    message: event.Message,
    ...(typeof document === 'object' && document !== null ? { document } : {}),
    ...(differences ? { changed: differences.map(({ path }) => path) } : {}),
  };
}

/** Whether apply wrote it, whoever ran it. */
export function isByApply({ userAgent }: AuditEvent): boolean {
  return userAgent.startsWith(applyAgent);
}

/** Whether a document is what an event is mainly about, not only related to it. */
export function isAbout(event: AuditEvent, id: string): boolean {
  if (event.related[0] === id) return true;
  return event.document !== undefined && 'Id' in event.document && event.document.Id === id;
}
