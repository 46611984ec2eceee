import { retentionPolicyOf } from '../retention-policies/defaults.ts';
import type { Store } from '../store/store.ts';
import { type Keep, keepOf } from './keep.ts';

/** What a space keeps unless a lifecycle or a runbook says otherwise. [client] */
export function spaceDefault(store: Store, spaceId: string, of: 'LifecycleRelease' | 'RunbookRetention'): Keep {
  return keepOf(retentionPolicyOf(store, spaceId, of)) ?? { kind: 'forever' };
}
