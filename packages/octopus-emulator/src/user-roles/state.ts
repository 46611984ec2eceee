import type { Permission } from '../permissions/names.ts';

/** A named set of permissions, for the whole server. */
export interface UserRoleDocument {
  readonly Id: string;
  readonly Name: string;
  readonly Description: string | null;
  readonly GrantedSpacePermissions: readonly Permission[];
  readonly GrantedSystemPermissions: readonly Permission[];
  readonly CanBeDeleted: boolean;
}
