import type { UserDocument } from '../users/state.ts';
import type { World } from '../world.ts';

/** The external id of a service account; it gets one when it is first asked for. */
export function externalIdOf({ store, random }: Pick<World, 'store' | 'random'>, userId: string): string {
  const known = store.get('ServiceAccounts', userId);
  if (known !== undefined) return known.ExternalId;
  const made = { Id: userId, ExternalId: random.uuid() };
  store.put('ServiceAccounts', made);
  return made.ExternalId;
}

/** The service account that an external id belongs to, while it may log in. */
export function serviceAccountOf({ store }: Pick<World, 'store'>, externalId: string): UserDocument | undefined {
  const account = store.all('ServiceAccounts').find(({ ExternalId }) => ExternalId === externalId.toLowerCase());
  const user = account === undefined ? undefined : store.get('Users', account.Id);
  return user?.IsActive && user.IsService ? user : undefined;
}
