import { compareMaven } from './maven.ts';
import { compareVersions, readVersion } from './semantic.ts';

/** How a feed writes versions and ranges of them. */
export type Notation = 'NuGet' | 'Maven';

type Compare = (a: string, b: string) => number;

/**
 * Whether a version is in a range: `[1.0]`, `[1.0,2.0)`, `(,2.0]`, or a version alone, which to NuGet means at least
 * that one and to Maven any [docs]; Maven also joins several ranges with commas. Undefined when the text is no range.
 */
export function inRange(version: string, range: string, notation: Notation = 'NuGet'): boolean | undefined {
  const text = range.trim();
  if (text === '') return true;
  if (notation === 'Maven') return inMavenRange(version, text);
  if (readVersion(text) !== undefined) return compareVersions(version, text) >= 0;
  return inInterval(version, text, compareVersions);
}

function inMavenRange(version: string, text: string): boolean | undefined {
  if (/^[^[\](),]+$/.test(text)) return true;
  const intervals = text.match(/[[(][^[\]()]*[\])]/g) ?? [];
  if (intervals.join(',').replaceAll(/\s/g, '') !== text.replaceAll(/\s/g, '')) return undefined;
  const answers = intervals.map((interval) => inInterval(version, interval, compareMaven));
  return answers.includes(undefined) ? undefined : answers.includes(true);
}

function inInterval(version: string, text: string, compare: Compare): boolean | undefined {
  const exact = /^\[([^,]+)\]$/.exec(text);
  if (exact !== null) return compare(version, exact[1]?.trim() ?? '') === 0;
  const match = /^([[(])([^,]*),([^,]*)([\])])$/.exec(text);
  if (match === null) return undefined;
  const [low = '', high = ''] = [match[2]?.trim(), match[3]?.trim()];
  const fromLow = low === '' ? 1 : compare(version, low);
  const toHigh = high === '' ? -1 : compare(version, high);
  return (match[1] === '[' ? fromLow >= 0 : fromLow > 0) && (match[4] === ']' ? toHigh <= 0 : toHigh < 0);
}

/** Compares two versions in a notation's order. */
export function comparerOf(notation: Notation): Compare {
  return notation === 'Maven' ? compareMaven : compareVersions;
}
