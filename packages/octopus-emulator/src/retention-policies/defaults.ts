import type { Store } from '../store/store.ts';
import type { RetentionPolicyDocument, RetentionType } from './state.ts';

const names: Readonly<Record<RetentionType, string>> = {
  LifecycleRelease: 'Releases',
  LifecycleTentacle: 'Files on Tentacles',
  RunbookRetention: 'Runbook runs',
};

const runsToKeep = 100;

/** What a new space has: everything is kept, of runbook runs the newest hundred. [guess for the numbers] */
function defaultPolicy(spaceId: string, type: RetentionType): RetentionPolicyDocument {
  const counted = type === 'RunbookRetention';
  return {
    Id: `RetentionPolicies-${spaceId}-${type}`,
    SpaceId: spaceId,
    Name: names[type],
    RetentionType: type,
    Strategy: counted ? 'Count' : 'Forever',
    QuantityToKeep: counted ? runsToKeep : 0,
    Unit: 'Items',
  };
}

/** The policy of a space, as it was set or as a new space has it. */
export function retentionPolicyOf(store: Store, spaceId: string, type: RetentionType): RetentionPolicyDocument {
  const policy = defaultPolicy(spaceId, type);
  return store.get('RetentionPolicies', policy.Id) ?? policy;
}
