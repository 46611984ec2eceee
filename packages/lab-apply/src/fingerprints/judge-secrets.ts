import { type Lab, resolveSecret, type SecretReference, type SecretSource } from '@octotrain/lab-config';
import type { ApplyProblem } from '../apply/apply-problem.ts';
import { wantedFields } from '../diff/differences.ts';
import { type Address, type Item, keyOf } from '../kinds/item.ts';
import { secretBehind } from '../kinds/secrets.ts';
import type { Observed } from '../read/observed.ts';
import { fingerprintOf, shortestKey } from './fingerprint.ts';
import { type Fingerprints, fingerprintSetName, fingerprintsIn } from './fingerprint-set.ts';

/** A secret that is not known to be on the server as it is here. */
export interface StaleSecret {
  readonly field: string;
  readonly reference: SecretReference;
  readonly state: 'changed' | 'never recorded';
}

/** A secret of a lab, and what it looks like from outside. */
export interface KnownSecret {
  readonly address: Address;
  readonly field: string;
  readonly reference: SecretReference;
  /** Under what name its fingerprint is recorded. */
  readonly name: string;
  /** Absent when the secret is not set here. */
  readonly fingerprint?: string;
}

/** The secrets of one space, and what the server has recorded of them. */
export interface SpaceSecrets {
  readonly space: string;
  readonly recorded: Fingerprints;
  readonly secrets: readonly KnownSecret[];
}

/** What can be said about the secrets of a lab. It holds none. */
export interface JudgedSecrets {
  /** By space; empty when there is no key to compare with. */
  readonly spaces: readonly SpaceSecrets[];
  staleOf(item: Item): readonly StaleSecret[];
  /** What keeps an apply from writing secrets. */
  readonly problems: readonly ApplyProblem[];
  /** What people should know about secrets that are not compared. */
  readonly notes: readonly string[];
}

/** Finds out which secrets changed since they were last written, by the fingerprints that the server keeps. */
export function judgeSecrets(options: {
  lab: Lab;
  items: readonly Item[];
  observed: Observed;
  source: SecretSource;
}): JudgedSecrets {
  const { lab, items, observed, source } = options;
  const all = items.flatMap((item) => secretsOf(item));
  const nothing: JudgedSecrets = { spaces: [], staleOf: () => [], problems: [], notes: [] };
  if (all.length === 0) return nothing;
  const found = keyIn(lab, source);
  if (found.key === undefined) {
    const note = `${counted(all.length)} cannot be compared: ${found.reason}`;
    return { ...nothing, problems: found.problems, notes: [note] };
  }
  const { key } = found;
  const secrets = all.map((one): KnownSecret => {
    const resolved = resolveSecret(one.reference, source);
    const value = resolved.ok ? resolved.value : undefined;
    return { ...one, ...(value === undefined ? {} : { fingerprint: fingerprintOf({ ...one, value }, key) }) };
  });
  const documents = new Map(observed.found.map(({ address, document }) => [keyOf(address), document]));
  const spaces = [...new Set(secrets.flatMap(({ address }) => address.space ?? []))].map((space): SpaceSecrets => {
    const kept = documents.get(keyOf({ kind: 'library variables', space, name: fingerprintSetName }));
    return {
      space,
      recorded: fingerprintsIn(kept),
      secrets: secrets.filter(({ address }) => address.space === space),
    };
  });
  const unset = secrets.filter(({ fingerprint }) => fingerprint === undefined).length;
  const notes = unset === 0 ? [] : [`${counted(unset)} cannot be compared: not set here`];
  const stale = new Map<string, StaleSecret[]>();
  for (const { recorded, secrets: own } of spaces) {
    for (const { address, field, reference, name, fingerprint } of own) {
      if (fingerprint === undefined || recorded[name] === fingerprint) continue;
      const state = recorded[name] === undefined ? 'never recorded' : 'changed';
      stale.set(keyOf(address), [...(stale.get(keyOf(address)) ?? []), { field, reference, state }]);
    }
  }
  return { spaces, staleOf: ({ address }) => stale.get(keyOf(address)) ?? [], problems: [], notes };
}

function secretsOf(item: Item): readonly Omit<KnownSecret, 'fingerprint'>[] {
  const { address } = item;
  return Object.entries(wantedFields(item).fields).flatMap(([field, value]) => {
    const reference = secretBehind(value);
    return reference === undefined
      ? []
      : [{ address, field, reference, name: `${address.kind} ${address.name}: ${field}` }];
  });
}

type FoundKey =
  | { readonly key: string }
  | { readonly key: undefined; readonly reason: string; readonly problems: readonly ApplyProblem[] };

function keyIn({ fingerprints }: Lab, source: SecretSource): FoundKey {
  if (fingerprints === undefined) {
    return { key: undefined, reason: 'the lab file names no key for fingerprints', problems: [] };
  }
  const resolved = resolveSecret(fingerprints.key, source);
  if (!resolved.ok) {
    const { message, hint } = resolved;
    return {
      key: undefined,
      reason: message,
      problems: [{ message: `the key of the fingerprints: ${message}`, hint }],
    };
  }
  if (resolved.value === undefined) {
    return { key: undefined, reason: 'the key of the fingerprints is not set', problems: [] };
  }
  if (resolved.value.length >= shortestKey) return { key: resolved.value };
  const message = `the key of the fingerprints has fewer than ${shortestKey} characters`;
  const hint = 'make a longer one: openssl rand -hex 32';
  return { key: undefined, reason: message, problems: [{ message, hint }] };
}

function counted(count: number): string {
  return count === 1 ? '1 secret' : `${count} secrets`;
}
