/** A key that access tokens are signed with. Its id is the `kid` of their header. */
export interface SigningKeyDocument {
  readonly Id: string;
  /** PEM. */
  readonly PrivateKey: string;
  /** Epoch milliseconds. */
  readonly CreatedAt: number;
}
