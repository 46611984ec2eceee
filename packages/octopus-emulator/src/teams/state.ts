/** A team of one space, or, without a space, of the whole server. */
export interface TeamDocument {
  readonly Id: string;
  readonly Name: string;
  readonly Slug: string;
  readonly Description: string | null;
  readonly SpaceId: string | null;
  readonly MemberUserIds: readonly string[];
  readonly ExternalSecurityGroups: readonly SecurityGroup[];
  readonly CanBeDeleted: boolean;
  readonly CanBeRenamed: boolean;
  readonly CanChangeRoles: boolean;
  readonly CanChangeMembers: boolean;
}

/** A group of an outside directory, whose members are in the team too. */
interface SecurityGroup {
  readonly Id: string;
  readonly DisplayName: string | null;
  readonly DisplayIdAndName: boolean;
}
