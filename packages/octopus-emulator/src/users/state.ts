/** A person, or a service account. */
export interface UserDocument {
  readonly Id: string;
  readonly Username: string;
  readonly DisplayName: string;
  readonly EmailAddress: string | null;
  readonly IsActive: boolean;
  readonly IsService: boolean;
  /** Agents have a rate limit of their own; Standard unless given. [docs] */
  readonly ServiceAccountType?: 'Standard' | 'Agent';
  readonly Created: string;
}

/** An API key. Only its hash is kept. */
export interface ApiKeyDocument {
  readonly Id: string;
  readonly UserId: string;
  readonly Purpose: string;
  readonly Created: string;
  readonly Expires: string | null;
  readonly KeyHash: string;
  readonly Hint: string;
}

/** The key that the emulator minted for a user, in the clear: the one of `keys.json`. Its id is the user's. */
export interface MintedKeyDocument {
  readonly Id: string;
  readonly Username: string;
  readonly Key: string;
}

/** What a user's password is checked against; its id is the user's. */
export interface UserPasswordDocument {
  readonly Id: string;
  readonly Salt: string;
  readonly Hash: string;
}

/** Somebody who signed in. Its id is the hash of the cookie's text. */
export interface SessionDocument {
  readonly Id: string;
  readonly UserId: string;
  readonly CsrfToken: string;
  readonly Expires: string;
}
