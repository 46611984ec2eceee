import type { ScopedUserRoleDocument } from './state.ts';

/** A scoped role as it goes out. */
export function shownScopedRole(scoped: ScopedUserRoleDocument): object {
  return { ...scoped, Links: { Self: `/api/scopeduserroles/${scoped.Id}` } };
}
