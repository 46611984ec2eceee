import type { World } from '../world.ts';
import { builtInPolicies } from './state.ts';

/** Makes the built-in policies of a server that has none yet. A real one of 2026.3 starts with them enabled. [docs] */
export function ensureRateLimitingPolicies({ store }: Pick<World, 'store'>, options: { enabled: boolean }): void {
  if (store.all('RateLimitingPolicies').length > 0) return;
  for (const policy of builtInPolicies) {
    store.put('RateLimitingPolicies', {
      ...policy,
      Id: store.nextId('RateLimitingPolicies'),
      IsEnabled: options.enabled,
    });
  }
}
