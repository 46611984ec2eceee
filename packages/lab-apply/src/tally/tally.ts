import type { Written, WrittenText } from '@octotrain/lab-config';
import type { Held, HeldValue, TalliedKind } from './held.ts';

/** A place of a file. */
interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something that several spaces hold alike: how often it is there, and how often it is written. */
export interface TallyRow {
  readonly kind: TalliedKind | 'value';
  /** Of a value, the name of its variable. All agents are one row without a name. */
  readonly name: string;
  readonly value?: string;
  /** How many there are in each space that has any. */
  readonly spaces: Readonly<Record<string, number>>;
  readonly held: number;
  readonly written: readonly FilePlace[];
}

/** How much is held by how many spaces, and how much of it had to be written. */
export interface Tally {
  readonly rows: readonly TallyRow[];
  /** Sums over all rows. */
  readonly held: number;
  readonly written: number;
}

/**
 * Counts what more than one space holds: things of one kind and name, values that are equal under one variable's name,
 * and all agents. Names are compared whatever their case. Pure.
 */
export function tallyOf(held: Held, written: Written): Tally {
  const rows = [...thingRows(held, written), ...agentRow(held, written), ...valueRows(held, written)];
  return {
    rows,
    held: rows.reduce((sum, row) => sum + row.held, 0),
    written: rows.reduce((sum, row) => sum + row.written.length, 0),
  };
}

const thingKinds = ['environment', 'lifecycle', 'git credential', 'feed', 'tag set', 'library variable set'] as const;

function thingRows(held: Held, written: Written): readonly TallyRow[] {
  return thingKinds.flatMap((kind) => {
    const things = held.things.filter((thing) => thing.kind === kind);
    return alike(things, ({ name }) => name.toLowerCase()).map((same) => {
      const name = same[0].name;
      const places = written.things.filter((one) => one.kind === kind && isSame(one.name, name));
      return { kind, name, ...countedBySpace(same), written: places.map(placeOf) };
    });
  });
}

function agentRow(held: Held, written: Written): readonly TallyRow[] {
  const agents = held.things.filter(({ kind }) => kind === 'agent');
  if (new Set(agents.map(({ space }) => space)).size < 2) return [];
  const places = written.things.filter(({ kind }) => kind === 'agent');
  return [{ kind: 'agent', name: '', ...countedBySpace(agents), written: places.map(placeOf) }];
}

function valueRows(held: Held, written: Written): readonly TallyRow[] {
  const told = held.values.filter(({ text = '' }) => text !== '');
  return alike(told, ({ variable, text }) => `${variable.toLowerCase()}\u0000${text}`).map((same) => {
    const { variable, text = '' } = same[0];
    const places = written.texts.filter((one) => one.text === text && isValueOf(one, variable));
    return { kind: 'value', name: variable, value: text, ...countedBySpace(same), written: places.map(placeOf) };
  });
}

/** What has to be looked for: a piece of text in values, the name of a variable, or both. */
export interface Wanted {
  readonly value?: string;
  readonly variable?: string;
}

/** Where something is, in spaces and in the file. */
export interface Places {
  readonly held: readonly HeldValue[];
  readonly written: readonly WrittenText[];
}

/**
 * Every value that holds a piece of text, or belongs to a variable: what has to be changed when it changes. A file is
 * searched for a text everywhere, for it may stand in a script. Pure.
 */
export function placesOf(wanted: Wanted, held: Held, written: Written): Places {
  const { value, variable } = wanted;
  const holds = (text = '') => value === undefined || text.includes(value);
  return {
    held: held.values.filter((one) => holds(one.text) && (variable === undefined || isSame(one.variable, variable))),
    written: written.texts.filter((one) => holds(one.text) && (variable === undefined || isValueOf(one, variable))),
  };
}

/** Keys below which a file names variables. */
const valueTables: ReadonlySet<string> = new Set(['variables', 'templates', 'values', 'common']);

/** Keys of the long form of a variable that tell about it and are no value of it. */
const besideValues: ReadonlySet<string> = new Set([
  'description',
  'scope',
  'prompt',
  'sensitive',
  'label',
  'help',
  'control',
  'options',
]);

function isValueOf({ path }: WrittenText, variable: string): boolean {
  const at = path.findIndex(
    (key, index) => isSame(key, variable) && path.slice(0, index).some((one) => valueTables.has(one)),
  );
  return at >= 0 && !path.slice(at + 1).some((key) => besideValues.has(key));
}

/** Groups of items that more than one space holds. */
function alike<Item extends { readonly space: string }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [Item, ...Item[]])[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()].filter((group) => group.some(({ space }) => space !== group[0].space));
}

function countedBySpace(items: readonly { readonly space: string }[]) {
  const spaces: Record<string, number> = {};
  for (const { space } of items) spaces[space] = (spaces[space] ?? 0) + 1;
  return { spaces, held: items.length };
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function placeOf({ file, line, column }: FilePlace): FilePlace {
  return { file, line, column };
}
