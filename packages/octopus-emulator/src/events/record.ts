import type { Clock } from '../clock/clock.ts';
import { systemUserId } from '../permissions/system-caller.ts';
import { type Random, randomText } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { UserDocument } from '../users/state.ts';
import { differences } from './differences.ts';
import { withSecretMarks } from './secret-marks.ts';
import type { EventDocument } from './state.ts';

/** What happened, as told by the code that did it. */
export interface EventInput {
  /** `Created`, `Modified`, `Deleted`, `DeploymentQueued`, … */
  readonly category: string;
  readonly message: string;
  /** Ids of the documents concerned, the main one first. */
  readonly related: readonly string[];
  readonly spaceId?: string | null | undefined;
  /** Who did it; the server itself when left out. */
  readonly user?: UserDocument | undefined;
  readonly userAgent?: string | undefined;
  /** Both given: the event says what changed. Secrets in them are kept as marks only. */
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

/** Hears of events as they are written. */
export type EventListener = (event: EventDocument) => void;

const SALT_LENGTH = 32;

/** A recorder of audit events. Listeners hear of an event when it is in the log. */
export function eventRecorder(parts: {
  store: Store;
  clock: Clock;
  random: Random;
  listeners: readonly EventListener[];
}): (event: EventInput) => void {
  const { store, clock, random, listeners } = parts;

  function salt(): string {
    const known = store.get('AuditSalts', 'salt');
    if (known !== undefined) return known.Salt;
    const Salt = randomText(random, SALT_LENGTH);
    store.put('AuditSalts', { Id: 'salt', Salt });
    return Salt;
  }

  function changes({ before, after }: EventInput): EventDocument['ChangeDetails'] {
    if (before === undefined || after === undefined) return null;
    const DocumentContext = withSecretMarks(after, salt);
    return { DocumentContext, Differences: differences(withSecretMarks(before, salt), DocumentContext) };
  }

  return (event) => {
    // What the server does by itself has no user behind it.
    const user = event.user?.Id === systemUserId ? undefined : event.user;
    const written: EventDocument = {
      Id: store.nextId('Events'),
      Category: event.category,
      Occurred: new Date(clock.now()).toISOString().replace('Z', '+00:00'),
      UserId: user?.Id ?? systemUserId,
      Username: user?.Username ?? 'system',
      IsService: user?.IsService ?? false,
      IdentityEstablishedWith: user === undefined ? '' : 'API key',
      UserAgent: event.userAgent ?? (user === undefined ? 'Server' : ''),
      Message: event.message,
      RelatedDocumentIds: event.related,
      ChangeDetails: changes(event),
      SpaceId: event.spaceId ?? null,
    };
    store.put('Events', written);
    for (const hear of listeners) hear(written);
  };
}
