import { inRange, type Notation } from './ranges.ts';
import { readVersion } from './semantic.ts';

/** What a channel asks of versions. */
export interface VersionRule {
  readonly VersionRange: string | null;
  /** A pattern for what follows the first hyphen, with metadata. [docs] */
  readonly Tag: string | null;
  /** A pattern for the whole version. [docs] */
  readonly VersionTagRegex?: string | null;
}

/** Why a version breaks a rule; empty when it fits. */
export function ruleProblems(version: string, rule: VersionRule, notation: Notation = 'NuGet'): string[] {
  const problems: string[] = [];
  const within = inRange(version, rule.VersionRange ?? '', notation);
  if (within === undefined) problems.push(`'${rule.VersionRange}' is not a version range`);
  if (within === false) problems.push(`${version} is not within ${rule.VersionRange}`);
  if (!matchesTag(version, rule.Tag)) problems.push(`the pre-release of ${version} does not match ${rule.Tag}`);
  if (!matches(version, rule.VersionTagRegex)) problems.push(`${version} does not match ${rule.VersionTagRegex}`);
  return problems;
}

/** What a pattern for pre-releases looks at: all that follows the first hyphen, and metadata. [docs] */
function tagOf(version: string): string {
  return readVersion(version)?.tag ?? version.split('-').slice(1).join('-');
}

/** Whether the pre-release part of a version fits a pattern; no pattern fits all, a broken one none. */
export function matchesTag(version: string, pattern: string | null | undefined): boolean {
  return matches(tagOf(version), pattern);
}

function matches(text: string, pattern: string | null | undefined): boolean {
  if (pattern === null || pattern === undefined || pattern === '') return true;
  return readPattern(pattern)?.test(text) ?? false;
}

/** A pattern, or undefined when the text is none. */
export function readPattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
