/**
 * A function of a text that remembers its answers: charts, values and scripts are the same from deployment to deployment.
 * Answers are shared, so they must not be changed. When `limit` is reached, all are forgotten.
 */
export function remember<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = compute(text);
    if (known.size >= limit) known.clear();
    known.set(text, made);
    return made;
  };
}
