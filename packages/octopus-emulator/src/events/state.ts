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

/** Events of one day that are too old for the log. Its id is the name of the file. */
export interface EventArchiveDocument {
  readonly Id: string;
  readonly CreatedDate: string;
  /** One JSON text for each event, oldest first. */
  readonly Lines: readonly string[];
}

/** What hashes of secrets are salted with. There is one. */
export interface AuditSaltDocument {
  readonly Id: 'salt';
  readonly Salt: string;
}
