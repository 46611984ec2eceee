/** How much of something is kept. */
export type Keep =
  | { readonly kind: 'forever' }
  | { readonly kind: 'items'; readonly count: number }
  | { readonly kind: 'days'; readonly count: number };

/** A policy as documents have it. */
export interface WrittenRetention {
  readonly Strategy: 'Default' | 'Forever' | 'Count';
  readonly QuantityToKeep: number;
  readonly Unit: 'Days' | 'Items';
}

/** What a policy says; undefined where it leaves it to another. A count of 0 is no count. [client] */
export function keepOf(policy: WrittenRetention | null | undefined): Keep | undefined {
  if (policy === null || policy === undefined || policy.Strategy === 'Default') return undefined;
  if (policy.Strategy === 'Forever' || policy.QuantityToKeep === 0) return { kind: 'forever' };
  return { kind: policy.Unit === 'Days' ? 'days' : 'items', count: policy.QuantityToKeep };
}

const DAY_MS = 24 * 3_600_000;

/** Whether the policy keeps the `index`th newest of things, which is from that time. */
export function keeps(keep: Keep, thing: { readonly index: number; readonly atMs: number }, nowMs: number): boolean {
  switch (keep.kind) {
    case 'forever':
      return true;
    case 'items':
      return thing.index < keep.count;
    case 'days':
      return nowMs - thing.atMs < keep.count * DAY_MS;
  }
}
