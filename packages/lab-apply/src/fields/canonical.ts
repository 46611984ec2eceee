/**
 * A text for people or programs without what makes no difference: how lines end, and what is blank at the end. A server
 * or a browser may have changed both.
 */
export function proseOf(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trimEnd();
}

/** A list that a server may also leave out. */
export function listOf<Item>(items: readonly Item[] | null | undefined): readonly Item[] {
  return items ?? [];
}

/** A word as another one spells it, where both are the same but for the case of their letters. */
export function wordLike(word: string, like: string | null | undefined): string {
  return like != null && word.toLowerCase() === like.toLowerCase() ? like : word;
}

/** Words that have no order, sorted, each as the others spell it. */
export function wordsLike(
  words: readonly string[] | null | undefined,
  like: readonly string[] | null | undefined,
): readonly string[] {
  const spelling = new Map(listOf(like).map((word) => [word.toLowerCase(), word]));
  return listOf(words)
    .map((word) => spelling.get(word.toLowerCase()) ?? word)
    .toSorted();
}

/** Names of ids that have no order, sorted. */
export function namesOf(ids: readonly string[] | null | undefined, names: (id: string) => string): readonly string[] {
  return listOf(ids).map(names).toSorted();
}

/** Whether two names are the same, which they are whatever the case of their letters. */
export function sameName(left: string | null | undefined, right: string | null | undefined): boolean {
  return (left ?? '').toLowerCase() === (right ?? '').toLowerCase();
}
