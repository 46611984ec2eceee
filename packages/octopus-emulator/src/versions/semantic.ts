/** A version as NuGet and SemVer write it: one to four numbers, a pre-release, metadata. */
export interface Version {
  readonly numbers: readonly number[];
  readonly preRelease: string;
  /** What follows the first hyphen, with metadata: what `Tag` rules look at. [docs] */
  readonly tag: string;
}

/** A version, or undefined when the text is none. */
export function readVersion(text: string): Version | undefined {
  const match = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(\+[0-9A-Za-z.-]+)?$/.exec(text.trim());
  if (match === null) return undefined;
  const numbers = (match[1] ?? '').split('.').map(Number);
  const preRelease = match[2] ?? '';
  return { numbers, preRelease, tag: `${preRelease}${match[3] ?? ''}` };
}

/** Compares two versions in SemVer order; texts that are no versions by their letters. */
export function compareVersions(a: string, b: string): number {
  const left = readVersion(a);
  const right = readVersion(b);
  if (left === undefined || right === undefined) return a < b ? -1 : Number(a > b);
  for (let at = 0; at < 4; at += 1) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(left.preRelease, right.preRelease);
}

/** A version without pre-release comes after those with one; numbers compare as numbers. */
function comparePreReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const x = left[at];
    const y = right[at];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (x === y) continue;
    const bothNumbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    if (bothNumbers) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return 0;
}
