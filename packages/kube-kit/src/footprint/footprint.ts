import { field, textField } from '../json.ts';
import { quantityText } from '../quantity/quantity.ts';
import type { OwnerOf } from './owner.ts';
import { type Amounts, added, amountsFrom, podResources } from './pod-resources.ts';

/** What somebody takes of a cluster. Sums are canonical quantities by resource: `{ cpu: '500m', memory: '1Gi' }`. */
export interface FootprintRow {
  /** Names, sorted. */
  readonly namespaces: readonly string[];
  /** All pods, also those that have ended. */
  readonly pods: number;
  /** Those of them that have ended; they ask for nothing any more. */
  readonly endedPods: number;
  /** Volume claims. */
  readonly volumes: number;
  /** What the volume claims ask for together. */
  readonly storage: string;
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/** The footprint of a cluster by owner. */
export interface Footprint {
  /** By name of the owner, sorted. */
  readonly owners: readonly ({ readonly owner: string } & FootprintRow)[];
  /** Of all these owners together. */
  readonly total: FootprintRow;
  /** What no rule gives to an owner. */
  readonly others: FootprintRow;
}

export interface FootprintObjects {
  readonly pods: readonly unknown[];
  readonly namespaces: readonly unknown[];
  readonly claims: readonly unknown[];
}

interface Tally {
  namespaces: Set<string>;
  pods: number;
  endedPods: number;
  volumes: number;
  storage: Amounts;
  requests: Amounts;
  limits: Amounts;
}

/** Adds up pods, namespaces, volume claims, requests and limits by owner. */
export function footprintOf(objects: FootprintObjects, ownerOf: OwnerOf): Footprint {
  const tallies = new Map<string, Tally>();
  const [total, others] = [emptyTally(), emptyTally()];
  function count(object: unknown, add: (tally: Tally) => void): void {
    const owner = ownerOf(object);
    if (owner === undefined) {
      add(others);
      return;
    }
    const tally = tallies.get(owner) ?? emptyTally();
    tallies.set(owner, tally);
    add(tally);
    add(total);
  }
  for (const namespace of objects.namespaces)
    count(namespace, (tally) => tally.namespaces.add(textField(namespace, 'metadata', 'name')));
  for (const pod of objects.pods) {
    const ended = ['Succeeded', 'Failed'].includes(textField(pod, 'status', 'phase'));
    const { requests, limits } = podResources(pod);
    count(pod, (tally) => {
      tally.pods += 1;
      if (ended) {
        tally.endedPods += 1;
        return;
      }
      tally.requests = added(tally.requests, requests);
      tally.limits = added(tally.limits, limits);
    });
  }
  for (const claim of objects.claims) {
    const amounts = amountsFrom(field(claim, 'spec', 'resources', 'requests'));
    count(claim, (tally) => {
      tally.volumes += 1;
      tally.storage = added(tally.storage, amounts);
    });
  }
  const owners = [...tallies].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    owners: owners.map(([owner, tally]) => ({ owner, ...rowOf(tally) })),
    total: rowOf(total),
    others: rowOf(others),
  };
}

function emptyTally(): Tally {
  return {
    namespaces: new Set(),
    pods: 0,
    endedPods: 0,
    volumes: 0,
    storage: new Map(),
    requests: new Map(),
    limits: new Map(),
  };
}

function rowOf(tally: Tally): FootprintRow {
  const { namespaces, storage, requests, limits, ...counts } = tally;
  const ofStorage = storage.get('storage');
  return {
    ...counts,
    namespaces: [...namespaces].toSorted(),
    storage: ofStorage ? quantityText(ofStorage) : '0',
    requests: textsOf(requests),
    limits: textsOf(limits),
  };
}

function textsOf(amounts: Amounts): Readonly<Record<string, string>> {
  const sorted = [...amounts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, quantity]) => [name, quantityText(quantity)]));
}
