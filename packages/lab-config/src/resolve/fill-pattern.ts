import type { TenantEntry } from '../file/spaces.ts';
import { slugOf } from '../model/slug.ts';

/** Fills `{tenant}` and `{environment}`, but leaves the templates of the server, `#{…}`, as they are. */
export function fillPattern(
  pattern: string,
  {
    name,
    tenant,
    environment,
  }: { name: string; tenant: TenantEntry; environment?: { name: string; short?: string | undefined } },
): string {
  const words: Record<string, string> = {
    ...wordsOf('tenant', { name, short: tenant.short }),
    ...(environment && wordsOf('environment', { name: environment.name, short: environment.short })),
  };
  return fillWords(pattern, words);
}

/** Fills `{word}`; what is no word, and what belongs to the server or to a shell, `#{…}` and `${…}`, stays. */
export function fillWords(pattern: string, words: Readonly<Record<string, string>>): string {
  return pattern.replace(/(?<![#$])\{([a-z.]+)\}/g, (whole, word: string) => words[word] ?? whole);
}

/** What a pattern may call one thing. */
export function wordsOf(
  kind: string,
  { name, short = slugOf(name) }: { name: string; short?: string | undefined },
): Record<string, string> {
  return { [kind]: short, [`${kind}.short`]: short, [`${kind}.name`]: name, [`${kind}.slug`]: slugOf(name) };
}
