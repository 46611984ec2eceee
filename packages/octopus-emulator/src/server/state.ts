/** This one server. Its id is always `Installation`. */
export interface InstallationDocument {
  readonly Id: string;
  readonly Uuid: string;
}
