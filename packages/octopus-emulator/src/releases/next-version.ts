import { compareVersions } from '../versions/semantic.ts';

/** What the mask of a project's versions is filled with. */
export interface VersionFacts {
  /** Versions of the project's releases, and of those of the channel. */
  readonly versions: readonly string[];
  readonly channelVersions?: readonly string[];
  readonly nowMs?: number;
}

const parts = ['Major', 'Minor', 'Patch', 'Revision'];
const defaultMask = '#{Octopus.Version.LastMajor}.#{Octopus.Version.LastMinor}.#{Octopus.Version.NextPatch}';

/**
 * The next version of a project: the mask of its versioning strategy over the highest version it has, or 0.0.0. Known
 * are `Octopus.Version.[Channel.](Last|Next)Major` and so on, `Octopus.Date.*`, and the letters `i` (one more than the
 * last version has there) and `c` (as the last one has). [docs; guess for the start]
 */
export function nextVersion(template: string | null, facts: VersionFacts): string {
  const last = lastOf(facts.versions);
  const channelLast = lastOf(facts.channelVersions ?? facts.versions);
  const filled = (template ?? defaultMask)
    .replace(
      /#\{Octopus\.Version\.(Channel\.)?(Last|Next)(\w+)\}/g,
      (found, ofChannel: string | undefined, which: string, name: string) => {
        const at = parts.indexOf(name);
        if (at < 0) return found;
        const numbers = numbersOf(ofChannel === undefined ? last : channelLast);
        return String((numbers[at] ?? 0) + (which === 'Next' ? 1 : 0));
      },
    )
    .replace(/#\{Octopus\.Date\.(\w+)\}/g, (found, name: string) => datePart(name, facts.nowMs ?? 0) ?? found);
  return withLetters(filled, numbersOf(last));
}

function lastOf(versions: readonly string[]): string {
  return [...versions].sort(compareVersions).at(-1) ?? '0.0.0';
}

function numbersOf(version: string): readonly number[] {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?/.exec(version);
  return (match?.slice(1) ?? []).map((part) => Number(part ?? 0));
}

function datePart(name: string, nowMs: number): string | undefined {
  const now = new Date(nowMs);
  const start = Date.UTC(now.getUTCFullYear(), 0, 0);
  const known: Readonly<Record<string, number>> = {
    Year: now.getUTCFullYear(),
    Month: now.getUTCMonth() + 1,
    Day: now.getUTCDate(),
    DayOfYear: Math.floor((nowMs - start) / 86_400_000),
  };
  return known[name] === undefined ? undefined : String(known[name]);
}

/** Letters count on from the last version as long as the numbers before them are its own; else they start at 0. */
function withLetters(mask: string, last: readonly number[]): string {
  if (!/^([\dic]+)(\.[\dic]+){0,3}([-+].*)?$/.test(mask)) return mask;
  const [numbers = '', rest = ''] = /^([\dic.]+)(.*)$/.exec(mask)?.slice(1) ?? [];
  let isSame = true;
  const filled = numbers.split('.').map((word, at) => {
    const own = last[at] ?? 0;
    if (word === 'c') return String(isSame ? own : 0);
    if (word !== 'i') {
      isSame = isSame && Number(word) === own;
      return word;
    }
    const next = isSame ? own + 1 : 0;
    isSame = false;
    return String(next);
  });
  return filled.join('.') + rest;
}
