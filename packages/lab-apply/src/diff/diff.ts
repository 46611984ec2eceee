import type { SecretReference } from '@octotrain/lab-config';
import { compareFields, type FieldChange, type Fields, hidden, isHidden } from '../fields/fields.ts';
import { isFingerprintSet } from '../fingerprints/fingerprint-set.ts';
import type { JudgedSecrets, StaleSecret } from '../fingerprints/judge-secrets.ts';
import { type Address, type Item, keyOf, type Stored } from '../kinds/item.ts';

import type { Found, Observed } from '../read/observed.ts';
import { createRegistry } from '../read/registry.ts';
import { wantedFields } from './differences.ts';
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
  /** It was read a moment ago, after all that it depends on was written. */
  readonly isFresh?: boolean;
  /** Secrets that are written although the server has some. */
  readonly rewrites?: readonly SecretReference[];
  /** It keeps fingerprints of secrets, and comes after everything else. */
  readonly isRecord?: boolean;
}

/** What it takes to make a server match a lab. */
export interface LabPlan {
  /** In the order of the file. */
  readonly writes: readonly PlannedWrite[];
  /** How many things are as the file says, and which. */
  readonly unchanged: number;
  readonly matching: readonly Address[];
  /** What the server has beyond the file, in the spaces and kinds that the file speaks of. It is left alone. */
  readonly notInFile: readonly Address[];
  /** Secrets cannot be compared: they are written at creation, and again only when this was asked for. */
  readonly rewriteSecrets: boolean;
  readonly observed: Observed;
  /** What is known of secrets; absent when nothing was asked about them. */
  readonly secrets?: JudgedSecrets;
}

/** Compares what a server holds with what a lab asks for. Pure: the same input gives the same plan. */
export function diff(
  observed: Observed,
  desired: readonly Item[],
  options: { rewriteSecrets?: boolean; secrets?: JudgedSecrets } = {},
): LabPlan {
  const { rewriteSecrets = false, secrets } = options;
  const registry = createRegistry(spelledAsInFile(observed.ids, desired));
  const found = new Map(observed.found.map((one) => [keyOf(one.address), one]));
  const writes: PlannedWrite[] = [];
  const matching: Address[] = [];
  for (const item of desired) {
    const there = found.get(keyOf(item.address));
    const stale = rewriteSecrets ? [] : (secrets?.staleOf(item) ?? []);
    const write =
      compare({ item, there, names: registry.nameOf, rewriteSecrets, stale }) ?? anotherPicture(item, there, writes);
    if (write === undefined) matching.push(item.address);
    else writes.push(write);
  }
  const wanted = new Set(desired.map(({ address }) => keyOf(address)));
  const notInFile = observed.found.filter((one) => !wanted.has(keyOf(one.address)) && isExtra(one, desired));
  return {
    writes,
    unchanged: matching.length,
    matching,
    notInFile: notInFile.map(({ address }) => address),
    rewriteSecrets,
    observed,
    ...(secrets === undefined ? {} : { secrets }),
  };
}

function compare(options: {
  item: Item;
  there: Found | undefined;
  names: (id: string) => string;
  rewriteSecrets: boolean;
  stale: readonly StaleSecret[];
}): PlannedWrite | undefined {
  const { item, there, names, rewriteSecrets, stale } = options;
  const { fields: after, body } = wantedFields(item);
  if (there === undefined) {
    const fields = compareFields({}, after);
    // What comes into being with its owner, and is to be empty, needs no write.
    if (item.create === undefined && fields.length === 0) return undefined;
    return { change: { ...item.address, action: 'create', fields }, item };
  }
  const before = item.fields(there.document, names, body);
  const differing = compareFields(before, after);
  const secrets = rewriteSecrets ? writtenAgain(after) : stale.flatMap((one) => staleField(one, differing));
  const fields = [...renaming(there.address, item), ...differing, ...secrets];
  if (fields.length === 0) return undefined;
  const rewrites = stale.map(({ reference }) => reference);
  const change: LabChange = { ...item.address, action: 'update', fields };
  return { change, item, stored: there.document, ...(rewrites.length === 0 ? {} : { rewrites }) };
}

function staleField({ field, state }: StaleSecret, differing: readonly FieldChange[]): readonly FieldChange[] {
  const isTold = differing.some((one) => one.field === field);
  return isTold ? [] : [{ field, before: hidden, after: hidden, secret: state }];
}

/** A picture of things whose secrets are written again shows the old ones until it is made anew. */
function anotherPicture(
  item: Item,
  there: Found | undefined,
  writes: readonly PlannedWrite[],
): PlannedWrite | undefined {
  if (item.madeOf === undefined) return undefined;
  const of = new Set(item.madeOf.map(keyOf));
  const isOld = writes.some(({ change }) => of.has(keyOf(change)) && change.fields.some(isRewritten));
  if (!isOld || there === undefined) return undefined;
  const fields = [{ field: 'secrets', before: hidden, after: hidden }];
  return { change: { ...item.address, action: 'update', fields }, item, stored: there.document };
}

function isRewritten({ before, after }: FieldChange): boolean {
  return isHidden(before) && isHidden(after);
}

function writtenAgain(fields: Fields): readonly FieldChange[] {
  const secret = Object.entries(fields).filter(([, value]) => isHidden(value));
  return secret.map(([field]) => ({ field, before: hidden, after: hidden }));
}

/** Whether people would call it a thing of its own that the file does not know. */
function isExtra({ address, isBuiltIn }: Found, desired: readonly Item[]): boolean {
  if (isBuiltIn || partsOfOthers.has(address.kind) || isFingerprintSet(address)) return false;
  if (address.kind !== 'team role') return true;
  const team = address.name.split(' / ')[0] ?? '';
  return desired.some((item) => item.address.kind === 'team' && item.address.name.toLowerCase() === team.toLowerCase());
}
