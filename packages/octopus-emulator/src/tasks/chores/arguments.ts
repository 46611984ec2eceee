/** A list of texts among a chore's arguments; clients send null for none. */
export function textsOf(args: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = args[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];
}

/** A text among a chore's arguments; blank ones count as absent. */
export function textOf(args: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
