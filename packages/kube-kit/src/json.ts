/** The value of a key, when the value is an object that has it. */
export function field(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key)
        ? Reflect.get(inside, key)
        : undefined,
    value,
  );
}

/** A text field, or an empty text. */
export function textField(value: unknown, ...keys: readonly string[]): string {
  const found = field(value, ...keys);
  return typeof found === 'string' ? found : '';
}

/** A number field, or undefined. */
export function numberField(value: unknown, ...keys: readonly string[]): number | undefined {
  const found = field(value, ...keys);
  return typeof found === 'number' ? found : undefined;
}

/** A list field, or an empty list. */
export function listField(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = field(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** A field that maps names to texts; entries that are no text are left out. */
export function labelsField(value: unknown, ...keys: readonly string[]): Readonly<Record<string, string>> {
  const found = field(value, ...keys);
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** A JSON text, or undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
