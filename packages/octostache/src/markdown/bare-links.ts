import type { MarkdownIt } from 'markdown-it';

/** Makes links of bare addresses that begin with a known scheme or `www.`, and of nothing else. */
export function addBareLinks({ linkify }: MarkdownIt): void {
  linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  linkify.add('//', null);
  linkify.add('www.', {
    validate: (text, at) =>
      lengthOf(text, at, /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+){0,50}(?::\d+)?(?:[/?#][^\s<>]*)?/uy),
    normalize: (match) => {
      match.url = `http://${match.url}`;
    },
  });
  linkify.add('tel:', { validate: (text, at) => lengthOf(text, at, /\+?\d[\d-]*/y) });
}

/** How long an address is, without the punctuation of the sentence around it. */
function lengthOf(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0] ?? '';
  let end = found.length;
  while (end > 0 && '?!.,:;*_~\'")'.includes(found[end - 1] ?? '')) end -= 1;
  return end;
}
