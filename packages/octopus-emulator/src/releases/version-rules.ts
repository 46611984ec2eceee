/** A version as NuGet and SemVer write it: one to four numbers, a pre-release, metadata. */
interface Version {
  readonly numbers: readonly number[];
  readonly preRelease: string;
  /** What follows the first hyphen, with metadata: what `Tag` rules look at. [docs] */
  readonly tag: string;
}

function readVersion(text: string): Version | undefined {
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

/** NuGet ranges: `1.0` (at least), `[1.0]`, `[1.0,2.0)`, `(,2.0]`. Undefined when the text is no range. */
export function inRange(version: string, range: string): boolean | undefined {
  const text = range.trim();
  if (text === '') return true;
  if (readVersion(text) !== undefined) return compareVersions(version, text) >= 0;
  const exact = /^\[([^,]+)\]$/.exec(text);
  if (exact !== null) return compareVersions(version, exact[1] ?? '') === 0;
  const match = /^([[(])([^,]*),([^,]*)([\])])$/.exec(text);
  if (match === null) return undefined;
  const [low = '', high = ''] = [match[2]?.trim(), match[3]?.trim()];
  const fromLow = low === '' ? 1 : compareVersions(version, low);
  const toHigh = high === '' ? -1 : compareVersions(version, high);
  return (match[1] === '[' ? fromLow >= 0 : fromLow > 0) && (match[4] === ']' ? toHigh <= 0 : toHigh < 0);
}

/** A channel's version rule. */
export interface VersionRule {
  readonly VersionRange: string | null;
  readonly Tag: string | null;
}

/** Why a version breaks a rule; empty when it fits. */
export function ruleProblems(version: string, rule: VersionRule): string[] {
  const problems: string[] = [];
  const within = inRange(version, rule.VersionRange ?? '');
  if (within === undefined) problems.push(`'${rule.VersionRange}' is not a version range`);
  if (within === false) problems.push(`${version} is not within ${rule.VersionRange}`);
  if (rule.Tag !== null && rule.Tag !== '' && !matchesTag(version, rule.Tag)) {
    problems.push(`the pre-release of ${version} does not match ${rule.Tag}`);
  }
  return problems;
}

function matchesTag(version: string, tag: string): boolean {
  try {
    return new RegExp(tag).test(readVersion(version)?.tag ?? version.split('-').slice(1).join('-'));
  } catch {
    return false;
  }
}
