/** A role given to a team, in one space or at system level, maybe restricted. An empty list restricts nothing. */
export interface ScopedUserRoleDocument {
  readonly Id: string;
  readonly TeamId: string;
  readonly UserRoleId: string;
  readonly SpaceId: string | null;
  readonly EnvironmentIds: readonly string[];
  readonly ProjectIds: readonly string[];
  readonly ProjectGroupIds: readonly string[];
  readonly TenantIds: readonly string[];
}
