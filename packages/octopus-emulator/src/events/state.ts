/** One line of the audit log. */
export interface EventDocument {
  readonly Id: string;
  readonly Category: string;
  readonly Occurred: string;
  readonly UserId: string;
  readonly Username: string;
  readonly IsService: boolean;
  readonly IdentityEstablishedWith: string;
  readonly UserAgent: string;
  readonly Message: string;
  readonly RelatedDocumentIds: readonly string[];
  readonly ChangeDetails: {
    readonly DocumentContext: unknown;
    readonly Differences: readonly { readonly op: string; readonly path: string; readonly value?: unknown }[];
  } | null;
  readonly SpaceId: string | null;
}
