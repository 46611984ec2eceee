/** A question that names what comes close; nothing where nothing does. */
export function didYouMean(suggestions: readonly string[]): string | undefined {
  if (suggestions.length === 0) return undefined;
  return `Did you mean ${suggestions.map((name) => `"${name}"`).join(' or ')}?`;
}
