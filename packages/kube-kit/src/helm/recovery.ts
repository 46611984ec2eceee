import { isPending, type ReleaseRevision } from './release.ts';

/** What gets a release out of an operation that was cut off. */
export type Recovery =
  /** The latest revision is in no such state. */
  | { readonly kind: 'none' }
  /** Back to the last revision that was deployed. */
  | { readonly kind: 'rollback'; readonly revision: number }
  /** No revision was ever deployed: take the release away. */
  | { readonly kind: 'uninstall' };

/**
 * What to do about a release whose history ends in a pending state. Whether the operation was cut off or is still under
 * way is for the caller to know: by the age of the revision, or because nobody else deploys.
 */
export function recoveryOf(history: readonly ReleaseRevision[]): Recovery {
  const latest = history.reduce<ReleaseRevision | undefined>(
    (last, one) => (last && last.revision > one.revision ? last : one),
    undefined,
  );
  if (!latest || !(isPending(latest.state) || latest.state === 'uninstalling')) return { kind: 'none' };
  if (latest.state === 'uninstalling') return { kind: 'uninstall' };
  const good = history.filter(({ state }) => state === 'deployed' || state === 'superseded');
  if (good.length === 0) return { kind: 'uninstall' };
  return { kind: 'rollback', revision: Math.max(...good.map(({ revision }) => revision)) };
}
