/** This one server. Its id is always `Installation`. */
export interface InstallationDocument {
  readonly Id: string;
  readonly Uuid: string;
  /** How many tasks are executed at a time, where somebody has said so. */
  readonly TaskCap?: number | undefined;
  /** No more tasks are begun. */
  readonly IsDraining?: boolean;
}
