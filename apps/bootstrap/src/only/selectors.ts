import { closest } from '@octotrain/checked-yaml';
import { exitCodes } from '@octotrain/command-line';
import { type Address, type ItemKind, itemKinds, ownersOf } from '@octotrain/lab-apply';
import type { Outcome } from '../server/outcome.ts';
import { selectorHelp } from './selector-help.ts';

/** Whether a thing, or something that it is a part of, was asked for. */
export type Selects = (address: Address) => boolean;

interface Selector {
  readonly space?: string;
  readonly kind?: ItemKind;
  readonly name?: string;
}

/**
 * Reads selectors: `project`, `project/web`, `channel/web/Hotfix`, `space/Shop`, `space/Shop/tenant/A*`. A selected thing
 * brings its parts along: a project its process and runbooks. What is wrong with them is told all at once, with the
 * nearest name; a selector that selects nothing of what is known is wrong.
 */
export function readSelectors(texts: readonly string[], known: readonly Address[]): Outcome<Selects> {
  const problems: string[] = [];
  const selectors: Selector[] = [];
  for (const text of texts) {
    const read = readSelector(text, known);
    if (typeof read === 'string') problems.push(`--only "${text}": ${read}`);
    else selectors.push(read);
  }
  if (problems.length > 0) return { ok: false, text: problems.join('\n'), exit: exitCodes.usage };
  if (selectors.length === 0) return { ok: true, value: () => true };
  return {
    ok: true,
    value: (address) =>
      selectors.some((selector) => [address, ...ownersOf(address)].some((one) => fits(selector, one, address))),
  };
}

/** A selector, or what is wrong with it. */
function readSelector(text: string, known: readonly Address[]): Selector | string {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.some((part) => part === '')) return `write ${selectorHelp}`;
  const [first = '', second, ...rest] = parts;
  if (first.toLowerCase() !== 'space' || second === undefined) {
    const selector = readKind([first, ...(second === undefined ? [] : [second]), ...rest]);
    return typeof selector === 'string' ? selector : checked(selector, known);
  }
  const spaces = known.filter(({ kind }) => kind === 'space').map(({ name }) => name);
  if (!spaces.some((name) => matches(second, name))) return nothing('space', second, spaces);
  if (rest.length === 0) return { space: second };
  const inside = readKind(rest);
  if (typeof inside === 'string') return inside;
  return checked({ ...inside, space: second }, known);
}

function readKind([word = '', ...name]: readonly string[]): Selector | string {
  const kind = itemKinds.find((one) => one === word.toLowerCase().replaceAll('-', ' '));
  if (kind !== undefined) return { kind, ...(name.length === 0 ? {} : { name: name.join(' / ') }) };
  const written = itemKinds.map((one) => one.replaceAll(' ', '-'));
  const near = closest(word.replaceAll(' ', '-'), written);
  return `no kind "${word}"; ${near === undefined ? `kinds: ${written.join(', ')}` : `did you mean "${near}"?`}`;
}

function checked(selector: Selector, known: readonly Address[]): Selector | string {
  if (known.some((address) => fits(selector, address, address))) return selector;
  const { kind = 'space', name, space } = selector;
  const alike = known.filter((one) => one.kind === kind && (space === undefined || matches(space, one.space ?? '')));
  const where = space === undefined ? '' : ` in space "${space}"`;
  if (name === undefined) return `the file has no ${kind}${where}`;
  return nothing(
    kind,
    name,
    alike.map((one) => one.name),
  );
}

function nothing(kind: string, name: string, names: readonly string[]): string {
  const ends = names.map((one) => one.split(' / ').at(-1) ?? one);
  const near = closest(name, names) ?? closest(name, ends);
  return `no ${kind} "${name}"${near === undefined ? '' : `; did you mean "${near.replaceAll(' / ', '/')}"?`}`;
}

/** Whether a selector means `one`, which is `address` itself or something that it is a part of. */
function fits({ space, kind, name }: Selector, one: Address, address: Address): boolean {
  const spaceOf = address.kind === 'space' ? address.name : address.space;
  if (space !== undefined && !matches(space, spaceOf ?? '')) return false;
  if (kind === undefined) return true;
  if (kind !== one.kind) return false;
  // A kind alone means things of that kind, not all that lies in them.
  if (name === undefined) return one === address;
  return matches(name, one.name) || matches(name, one.name.split(' / ').at(-1) ?? '');
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}
