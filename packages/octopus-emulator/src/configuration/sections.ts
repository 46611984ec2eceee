/** Parts of the server's settings that are known by name; their values are not kept. [client] */
export const configurationSections: readonly { readonly Id: string; readonly Name: string }[] = [
  { Id: 'authentication', Name: 'Authentication' },
  { Id: 'license', Name: 'License' },
  { Id: 'server', Name: 'Server' },
];

/** A section as it goes out. */
export function shownSection({ Id, Name }: (typeof configurationSections)[number]): object {
  const Self = `/api/configuration/${Id}`;
  return { Id, Name, Description: '', Links: { Self, Values: `${Self}/values`, Metadata: `${Self}/metadata` } };
}
