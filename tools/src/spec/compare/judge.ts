import type { Comparison, Difference, DifferenceKind } from './compare.ts';

/** A list of differences that are meant: by kind, the place and the reason. One file of `openapi/differences`. */
export interface DifferenceList {
  readonly file: string;
  readonly content: Readonly<Partial<Record<DifferenceKind, Readonly<Record<string, string>>>>>;
}

/**
 * What is wrong with a comparison, a line each: a difference that no list has, an entry that no difference needs any more, one
 * without a reason, one that stands twice.
 */
export function judgeDifferences(differences: readonly Difference[], lists: readonly DifferenceList[]): string[] {
  const entries = lists.flatMap(entriesOf);
  const listed = new Set(entries.map(({ key }) => key));
  const found = new Set(differences.map(keyOf));
  const first = new Map<string, string>();
  const problems = differences
    .filter((difference) => !listed.has(keyOf(difference)))
    .map((difference) => `${difference.at} is ${wordsOf(difference)}; mend the schema or list it in differences/`);
  for (const { file, key, at, reason } of entries) {
    const before = first.get(key);
    if (before !== undefined) problems.push(`differences/${file}: ${at} is listed in ${before} already`);
    else if (!found.has(key)) problems.push(`differences/${file}: ${at} is no difference any more; remove the entry`);
    if (reason.trim() === '') problems.push(`differences/${file}: ${at} has no reason`);
    first.set(key, file);
  }
  return problems;
}

/** One line about what was compared. */
export function summaryOf({ operations, properties, differences, unsaid }: Comparison): string {
  return [
    `compared ${operations.both} operations and ${properties} properties with theirs: ${differences.length} differences`,
    `${operations.onlyOurs} operations are only ours`,
    `${unsaid} bodies only ours`,
    `${operations.onlyTheirs} operations beyond our scope`,
  ].join('; ');
}

function entriesOf({ file, content }: DifferenceList): { file: string; key: string; at: string; reason: string }[] {
  return Object.entries(content).flatMap(([kind, places]) =>
    Object.entries(places ?? {}).map(([at, reason]) => ({ file, key: `${kind} ${at}`, at, reason: reason ?? '' })),
  );
}

function keyOf({ kind, at }: Difference): string {
  return `${kind} ${at}`;
}

function wordsOf({ kind, detail }: Difference): string {
  return kind === 'different' ? `different (${detail})` : `${kind.replace('-', ' ')} (${detail})`;
}
