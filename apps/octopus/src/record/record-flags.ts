/** What `octopus record` is told. */
export interface RecordFlags {
  readonly against: string;
  readonly out: string;
  readonly port?: number;
}
