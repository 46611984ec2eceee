/** A package of a space's built-in feed: what is known about it. */
export interface PackageDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly FeedId: string;
  readonly PackageId: string;
  readonly Version: string;
  readonly Title: string;
  readonly Summary: string | null;
  readonly Description: string | null;
  readonly ReleaseNotes: string | null;
  readonly FileExtension: string;
  readonly PackageSizeBytes: number;
  /** SHA-1 of the content, in hexadecimal digits. */
  readonly Hash: string;
  readonly Published: string;
}

/** The content of a package, whose id it has. */
export interface PackageContentDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Base64: string;
}
