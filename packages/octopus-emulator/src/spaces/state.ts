/** A space. Nothing in it is seen from another one. */
export interface SpaceDocument {
  readonly Id: string;
  readonly Name: string;
  readonly Slug: string;
  readonly Description: string | null;
  readonly IsDefault: boolean;
  readonly TaskQueueStopped: boolean;
  readonly SpaceManagersTeams: readonly string[];
  readonly SpaceManagersTeamMembers: readonly string[];
}
