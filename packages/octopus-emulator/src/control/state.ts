/** Where a virtual clock stood when it was last moved: it goes on there after a restart. Its id is `clock`. */
export interface KeptClockDocument {
  readonly Id: string;
  readonly Now: string;
}
