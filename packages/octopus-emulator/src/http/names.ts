/** Names are matched whatever their case. [docs for channels, guess for the rest] */
export function sameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

const longestSlug = 50;

/** A slug from a name: lower-case words joined by single dashes, at most 50 characters; `fallback` when nothing is left. */
function slugify(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longestSlug)
    .replace(/-+$/, '');
  return slug === '' ? fallback : slug;
}

/** A slug nobody of `taken` has: a clash gets a number at its end. [guess] */
export function uniqueSlug(name: string, fallback: string, taken: ReadonlySet<string>): string {
  const slug = slugify(name, fallback);
  if (!taken.has(slug)) return slug;
  for (let number = 1; ; number += 1) {
    const suffix = `-${number}`;
    const candidate = slug.slice(0, longestSlug - suffix.length).replace(/-+$/, '') + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}
