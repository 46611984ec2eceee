import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import type { UserDocument } from '../users/state.ts';
import { differences } from './differences.ts';

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
  /** Both given: the event says what changed. Never hand secrets in. */
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

/** A recorder of audit events. */
export function eventRecorder(parts: { store: Store; clock: Clock }): (event: EventInput) => void {
  const { store, clock } = parts;
  return (event) => {
    const { before, after } = event;
    store.put('Events', {
      Id: store.nextId('Events'),
      Category: event.category,
      Occurred: new Date(clock.now()).toISOString().replace('Z', '+00:00'),
      UserId: event.user?.Id ?? 'users-system',
      Username: event.user?.Username ?? 'system',
      IsService: event.user?.IsService ?? false,
      IdentityEstablishedWith: event.user === undefined ? '' : 'API key',
      UserAgent: event.userAgent ?? (event.user === undefined ? 'Server' : ''),
      Message: event.message,
      RelatedDocumentIds: event.related,
      ChangeDetails:
        before === undefined || after === undefined
          ? null
          : { DocumentContext: after, Differences: differences(before, after) },
      SpaceId: event.spaceId ?? null,
    });
  };
}
