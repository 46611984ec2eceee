import type { Address, Learned, Stored } from '../kinds/item.ts';

/** A document that was found on the server. */
export interface Found {
  readonly address: Address;
  readonly document: Stored;
  /** Every server has it; nobody needs to be told. */
  readonly isBuiltIn: boolean;
}

/** An id, and the space that knows it by name; absent for the whole server. */
export interface KnownId extends Learned {
  readonly space?: string;
}

/** What the server holds of the kinds that a lab describes, in the spaces that it names. Plain data. */
export interface Observed {
  readonly found: readonly Found[];
  readonly ids: readonly KnownId[];
}
