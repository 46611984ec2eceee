/** Tells of a problem at a place in the train file. */
export type Report = (
  path: readonly PropertyKey[],
  problem: { readonly code: string; readonly message: string; readonly hint?: string },
) => void;
