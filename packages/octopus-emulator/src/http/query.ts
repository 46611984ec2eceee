/** The query of a request. Names are matched whatever their case. */
export interface Query {
  /** The first value, or undefined when absent or blank. */
  text(name: string): string | undefined;
  /** Repeated and comma-separated values together; empty means "no filter". [docs] */
  list(name: string): readonly string[];
  flag(name: string): boolean | undefined;
  /** A whole number from 0 up; anything else is taken as absent. */
  count(name: string): number | undefined;
}

/** Whether a value is one of those that a parameter lists; one that lists none lets all pass. */
export function wanted(query: Query, name: string): (value: string) => boolean {
  const values = new Set(query.list(name));
  return (value) => values.size === 0 || values.has(value);
}

export function readQuery(parameters: URLSearchParams): Query {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    const known = values.get(name.toLowerCase());
    if (known === undefined) values.set(name.toLowerCase(), [value]);
    else known.push(value);
  }

  function text(name: string): string | undefined {
    return values.get(name.toLowerCase())?.find((value) => value !== '');
  }

  return {
    text,
    list: (name) =>
      (values.get(name.toLowerCase()) ?? [])
        .flatMap((value) => value.split(','))
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    flag(name) {
      const value = text(name)?.toLowerCase();
      return value === undefined ? undefined : value === 'true';
    },
    count(name) {
      const value = text(name);
      return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
    },
  };
}
