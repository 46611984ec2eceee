/** Whether a tenant's tags fit a filter: of each set that it names, one. A filter without tags fits all. [docs] */
export function hasTags(tags: readonly string[], filter: readonly string[]): boolean {
  const own = new Set(tags.map((tag) => tag.toLowerCase()));
  const sets = new Map<string, string[]>();
  for (const tag of filter) {
    const set = tag.slice(0, tag.indexOf('/')).toLowerCase();
    sets.set(set, [...(sets.get(set) ?? []), tag.toLowerCase()]);
  }
  return [...sets.values()].every((anyOf) => anyOf.some((tag) => own.has(tag)));
}
