import type { RouteContext } from '../http/api.ts';
import type { ReleaseDocument } from './state.ts';

/** Writes into the audit log what the caller did to a release. */
export function recordOnRelease(
  { world, caller, userAgent }: RouteContext,
  release: ReleaseDocument,
  did: { category: string; what: string; after?: ReleaseDocument },
): void {
  world.record({
    category: did.category,
    message: `${caller.user.Username} ${did.what}`,
    related: [release.Id, release.ProjectId],
    spaceId: release.SpaceId,
    user: caller.user,
    userAgent,
    ...(did.after ? { before: release, after: did.after } : {}),
  });
}
