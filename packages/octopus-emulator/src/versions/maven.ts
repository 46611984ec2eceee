type Part = number | string;

/** Qualifiers from the earliest to the latest; a version without one is a release. [docs] */
const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const aliases: Readonly<Record<string, string>> = {
  a: 'alpha',
  b: 'beta',
  m: 'milestone',
  cr: 'rc',
  ga: '',
  final: '',
  release: '',
};

/** A version in parts: numbers and words, divided by dots, hyphens and changes between the two. */
function partsOf(version: string): Part[] {
  const words = version.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
  const parts = words.map((word): Part => (/^\d/.test(word) ? Number(word) : (aliases[word] ?? word)));
  while (parts.length > 1 && (parts.at(-1) === 0 || parts.at(-1) === '')) parts.pop();
  return parts;
}

function rankOf(word: string): number {
  const rank = qualifiers.indexOf(word);
  return rank < 0 ? qualifiers.length : rank;
}

function compareParts(a: Part | undefined, b: Part | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') {
    return rankOf(a) - rankOf(b) || (a < b ? -1 : Number(a > b));
  }
  // A number comes after any word; what is missing counts as 0 beside a number, as a release beside a word.
  if (typeof a === 'number') return b === undefined ? a : 1;
  if (typeof b === 'number') return a === undefined ? -b : -1;
  return rankOf(a ?? '') - rankOf(b ?? '');
}

/** Compares two versions as Maven does. */
export function compareMaven(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = compareParts(left[at], right[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}
