import type { RouteContext } from '../http/api.ts';
import type { UserDocument } from './state.ts';

/** A user as it goes out to a caller. */
export function shownUser(user: UserDocument, context: Pick<RouteContext<unknown>, 'caller'>): object {
  const self = `/api/users/${user.Id}`;
  return {
    ...user,
    IsRequestor: user.Id === context.caller.user.Id,
    ServiceAccountType: user.ServiceAccountType ?? 'Standard',
    CanPasswordBeEdited: false,
    Identities: [],
    Links: {
      Self: self,
      ApiKeys: `${self}/apikeys{/id}{?skip,take}`,
      Permissions: `${self}/permissions`,
      Teams: `${self}/teams`,
      Spaces: `${self}/spaces`,
    },
  };
}
