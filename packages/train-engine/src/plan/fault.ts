/** Something that keeps the train from leaving, found by asking the server. `path` leads to the place in the train file. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}
