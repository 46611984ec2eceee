/** The first cycle in a graph of "comes after", as the ids along it; undefined when there is none. */
export function findCycle(after: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of after.keys()) {
    const found = walk(start, [], after, done);
    if (found) return found;
  }
  return undefined;
}

function walk(
  id: string,
  path: readonly string[],
  after: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): readonly string[] | undefined {
  const seenAt = path.indexOf(id);
  if (seenAt >= 0) return [...path.slice(seenAt), id];
  if (done.has(id)) return undefined;
  for (const next of after.get(id) ?? []) {
    const found = walk(next, [...path, id], after, done);
    if (found) return found;
  }
  done.add(id);
  return undefined;
}
