import type { RetentionPolicyDocument } from './state.ts';

/** Counting to nothing would keep nothing, and a number means nothing to what is kept forever. [client] */
export function retentionPolicyProblems(
  policy: Pick<RetentionPolicyDocument, 'Strategy' | 'QuantityToKeep'>,
): readonly string[] {
  if (policy.Strategy === 'Count' && policy.QuantityToKeep === 0) {
    return ['A policy that counts keeps at least 1: QuantityToKeep.'];
  }
  if (policy.Strategy === 'Forever' && policy.QuantityToKeep > 0) {
    return [`A policy that keeps things forever has no number: QuantityToKeep is ${policy.QuantityToKeep}.`];
  }
  return [];
}
