import type { World } from '../world.ts';

/** The policy of machines that name none. */
export function defaultPolicyId({ store }: Pick<World, 'store'>, spaceId: string): string {
  const policy = store.all('MachinePolicies').find((candidate) => candidate.SpaceId === spaceId && candidate.IsDefault);
  return policy?.Id ?? '';
}
