import type { Address } from '../kinds/item.ts';
import type { AuditEvent } from './audit-event.ts';

/** Who did something, and when. */
export interface Deed {
  /** The name for people where it is known, else the username. */
  readonly who: string;
  readonly username: string;
  /** ISO 8601. */
  readonly at: string;
  /** What the audit log says of it. */
  readonly message: string;
  /** Its line in the audit log. */
  readonly eventId: string;
}

/** Why the server is not as the file says. */
export type Cause =
  /** Somebody wrote it after the file was last applied to it, or before it ever was. */
  | { readonly is: 'changed'; readonly by: Deed }
  /** Apply wrote it last: it is the file that has changed since. */
  | { readonly is: 'fileChanged'; readonly applied: Deed }
  /** Somebody made it, and apply has never written it. */
  | { readonly is: 'madeByHand'; readonly by: Deed }
  | { readonly is: 'deleted'; readonly by: Deed }
  /** It is there under another name. */
  | { readonly is: 'renamed'; readonly by: Deed; readonly to: string }
  /** What it belongs to is missing too. */
  | { readonly is: 'withOwner'; readonly owner: Address }
  /** Nothing was ever heard of it: the file has not been applied since it names it. */
  | { readonly is: 'neverApplied' }
  /** It is there, and no event that can be read tells how. */
  | { readonly is: 'untold' };

/** Names for people by ids of users. */
export type PeopleNames = ReadonlyMap<string, string>;

/** An event as a deed. */
export function deedOf(event: AuditEvent, people: PeopleNames): Deed {
  const { id: eventId, username, at, message, userId } = event;
  return { who: people.get(userId) ?? username, username, at, message, eventId };
}
