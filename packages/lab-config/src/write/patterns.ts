import { fillPattern } from '../resolve/fill-pattern.ts';
import type { Cell, Shorts } from './shorts.ts';

/** The largest part of the cells that may differ from a pattern and be written one by one. */
const exceptional = 1 / 5;

const tenantWords = ['tenant', 'tenant.slug', 'tenant.name'] as const;
const environmentWords = ['environment', 'environment.slug', 'environment.name'] as const;

/**
 * The pattern that makes the values of a template, or nearly all of them; undefined when there is none. What it
 * makes is always compared with what is there: a pattern is never a guess.
 */
export function patternOf(cells: readonly Cell[], shorts: Shorts): string | undefined {
  if (cells.length < 2) return undefined;
  const seeds = new Set([cells[0], cells[Math.floor(cells.length / 2)], cells.at(-1)]);
  const candidates = new Set([...seeds].flatMap((seed) => (seed === undefined ? [] : patternsOf(seed, shorts))));
  let best: { pattern: string; explained: number } | undefined;
  for (const pattern of candidates) {
    const explained = cells.filter((cell) => fill(pattern, cell, shorts) === cell.value).length;
    if (best === undefined || explained > best.explained) best = { pattern, explained };
  }
  if (best === undefined || best.explained < 2) return undefined;
  // What few tenants have in common by chance is no rule for the next one.
  const isConstant = !/\{(tenant|environment)[.}]/.test(best.pattern);
  if (isConstant && new Set(cells.map(({ tenant }) => tenant)).size < fewest) return undefined;
  return cells.length - best.explained <= cells.length * exceptional ? best.pattern : undefined;
}

/** The fewest tenants whose common value counts as a pattern. */
const fewest = 3;

/** What a pattern makes for the tenant and environment of a cell. */
export function fill(pattern: string, { tenant, environment }: Cell, shorts: Shorts): string {
  const tenantShort = shorts.tenants.get(tenant);
  const environmentShort = environment === undefined ? undefined : shorts.environments.get(environment);
  return fillPattern(pattern, {
    name: tenant,
    tenant: tenantShort === undefined ? {} : { short: tenantShort },
    ...(environment === undefined
      ? {}
      : { environment: { name: environment, ...(environmentShort === undefined ? {} : { short: environmentShort }) } }),
  });
}

/** All ways to write a value with words for its tenant and environment; those with more words come first. */
function patternsOf(cell: Cell, shorts: Shorts): readonly string[] {
  const word = (name: string) => ({ name, text: fill(`{${name}}`, cell, shorts) });
  const tenants = [...tenantWords.map(word), undefined];
  const environments = cell.environment === undefined ? [undefined] : [...environmentWords.map(word), undefined];
  return tenants.flatMap((tenant) =>
    environments.map((environment) => {
      const words = [tenant, environment].filter((one) => one !== undefined);
      // The longer word first: a short one may be a part of it.
      const sorted = words.toSorted((left, right) => right.text.length - left.text.length);
      return replaceWords(cell.value, sorted);
    }),
  );
}

/** Puts words in braces where their texts stand, without looking into what was put there already. */
function replaceWords(text: string, words: readonly { name: string; text: string }[]): string {
  const [word, ...others] = words;
  if (word === undefined) return text;
  return text
    .split(word.text)
    .map((part) => replaceWords(part, others))
    .join(`{${word.name}}`);
}
