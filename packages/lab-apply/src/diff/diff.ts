import { compareFields, type FieldChange, type Fields, hidden, isHidden } from '../fields/fields.ts';
import { type Address, type Item, keyOf, type Stored } from '../kinds/item.ts';
import { symbolicId, symbolicNames } from '../kinds/refs.ts';
import { secretToken } from '../kinds/secrets.ts';
import type { Found, Observed } from '../read/observed.ts';
import { createRegistry } from '../read/registry.ts';
import { partsOfOthers, renaming } from './renaming.ts';
import { spelledAsInFile } from './spelling.ts';

/** One write that would make the server match. */
export interface LabChange extends Address {
  readonly action: 'create' | 'update';
  readonly fields: readonly FieldChange[];
}

/** A change, and what it takes to make it. */
export interface PlannedWrite {
  readonly change: LabChange;
  readonly item: Item;
  /** What is there now; absent for what does not exist yet. */
  readonly stored?: Stored;
}

/** What it takes to make a server match a lab. */
export interface LabPlan {
  /** In the order of the file. */
  readonly writes: readonly PlannedWrite[];
  /** How many things are as the file says. */
  readonly unchanged: number;
  /** What the server has beyond the file, in the spaces and kinds that the file speaks of. It is left alone. */
  readonly notInFile: readonly Address[];
  /** Secrets cannot be compared: they are written at creation, and again only when this was asked for. */
  readonly rewriteSecrets: boolean;
  readonly observed: Observed;
}

/** Compares what a server holds with what a lab asks for. Pure: the same input gives the same plan. */
export function diff(
  observed: Observed,
  desired: readonly Item[],
  options: { rewriteSecrets?: boolean } = {},
): LabPlan {
  const { rewriteSecrets = false } = options;
  const registry = createRegistry(spelledAsInFile(observed.ids, desired));
  const found = new Map(observed.found.map((one) => [keyOf(one.address), one]));
  const writes: PlannedWrite[] = [];
  let unchanged = 0;
  for (const item of desired) {
    const there = found.get(keyOf(item.address));
    const write = compare({ item, there, names: registry.nameOf, rewriteSecrets });
    if (write === undefined) unchanged += 1;
    else writes.push(write);
  }
  const wanted = new Set(desired.map(({ address }) => keyOf(address)));
  const notInFile = observed.found.filter((one) => !wanted.has(keyOf(one.address)) && isExtra(one, desired));
  return { writes, unchanged, notInFile: notInFile.map(({ address }) => address), rewriteSecrets, observed };
}

function compare(options: {
  item: Item;
  there: Found | undefined;
  names: (id: string) => string;
  rewriteSecrets: boolean;
}): PlannedWrite | undefined {
  const { item, there, names, rewriteSecrets } = options;
  const body = item.body({ id: symbolicId, secret: secretToken });
  const after = item.fields(body, symbolicNames, body);
  if (there === undefined) {
    const fields = compareFields({}, after);
    // What comes into being with its owner, and is to be empty, needs no write.
    if (item.create === undefined && fields.length === 0) return undefined;
    return { change: { ...item.address, action: 'create', fields }, item };
  }
  const before = item.fields(there.document, names, body);
  const secrets = rewriteSecrets ? writtenAgain(after) : [];
  const fields = [...renaming(there.address, item), ...compareFields(before, after), ...secrets];
  if (fields.length === 0) return undefined;
  return { change: { ...item.address, action: 'update', fields }, item, stored: there.document };
}

function writtenAgain(fields: Fields): readonly FieldChange[] {
  const secret = Object.entries(fields).filter(([, value]) => isHidden(value));
  return secret.map(([field]) => ({ field, before: hidden, after: hidden }));
}

/** Whether people would call it a thing of its own that the file does not know. */
function isExtra({ address, isBuiltIn }: Found, desired: readonly Item[]): boolean {
  if (isBuiltIn || partsOfOthers.has(address.kind)) return false;
  if (address.kind !== 'team role') return true;
  const team = address.name.split(' / ')[0] ?? '';
  return desired.some((item) => item.address.kind === 'team' && item.address.name.toLowerCase() === team.toLowerCase());
}
