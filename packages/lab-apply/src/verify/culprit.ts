import type { Fields, FieldValue } from '../fields/fields.ts';
import type { AuditEvent } from './audit-event.ts';

/** An event of one document, with what mattered about it then. */
export interface Moment {
  readonly event: AuditEvent;
  /** Fields right after the event; absent where the log does not keep the document. */
  readonly after?: Fields;
  /** Fields that the event touched; absent where that cannot be told. */
  readonly touched?: ReadonlySet<string>;
}

/**
 * The event that gave a field the value it has now; undefined when the log does not reach back to it. `moments` are
 * the events of one document, newest first.
 */
export function culpritOf(
  field: string,
  now: FieldValue | undefined,
  moments: readonly Moment[],
): AuditEvent | undefined {
  for (const [at, moment] of moments.entries()) {
    const before = moments[at + 1]?.after;
    if (before !== undefined) {
      if (isSame(before[field], now)) continue;
      return moment.event;
    }
    if (moment.event.category === 'Created') return moment.event;
    if (moment.touched === undefined || moment.touched.has(field)) return moment.event;
  }
  return undefined;
}

function isSame(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
