import { type Filter, plain } from './filter.ts';

interface Version {
  numbers: readonly string[];
  preRelease: string;
  metadata: string;
}

/** Filters that take a version apart; whatever is not there is `0` or empty [octostache]. */
export const versionFilters: Readonly<Record<string, Filter>> = {
  VersionMajor: plain((input) => numberAt(input, 0)),
  VersionMinor: plain((input) => numberAt(input, 1)),
  VersionPatch: plain((input) => numberAt(input, 2)),
  VersionRevision: plain((input) => numberAt(input, 3)),
  VersionPreRelease: plain((input) => versionOf(input).preRelease),
  VersionPreReleasePrefix: plain((input) => preReleaseParts(input).prefix),
  VersionPreReleaseCounter: plain((input) => preReleaseParts(input).counter),
  VersionMetadata: plain((input) => versionOf(input).metadata),
};

function numberAt(input: string, at: number): string {
  return versionOf(input).numbers[at] ?? '0';
}

/** An optional `v`, up to four numbers, a pre-release after `-`, `.` or `_`, metadata after `+`. */
function versionOf(input: string): Version {
  const text = input.trim();
  const plus = text.indexOf('+');
  const main = plus < 0 ? text : text.slice(0, plus);
  const metadata = plus < 0 ? '' : text.slice(plus + 1);
  const numbers = /^v?(\d+(?:\.\d+){0,3})(?=[-._]|$)/i.exec(main);
  if (!numbers) return { numbers: [], preRelease: main, metadata };
  return { numbers: numbers[1]?.split('.') ?? [], preRelease: main.slice(numbers[0].length + 1), metadata };
}

function preReleaseParts(input: string): { prefix: string; counter: string } {
  const { preRelease } = versionOf(input);
  const end = preRelease.search(/[-._]/);
  return end < 0
    ? { prefix: preRelease, counter: '' }
    : { prefix: preRelease.slice(0, end), counter: preRelease.slice(end + 1) };
}
