import type { Lab } from '@octotrain/lab-config';
import type { Space } from '@octotrain/octopus-client';
import { desired } from '../desired/desired.ts';
import { partsOfOthers } from '../diff/renaming.ts';
import { isFingerprintSet } from '../fingerprints/fingerprint-set.ts';
import { type Address, keyOf } from '../kinds/item.ts';
import type { ItemKind } from '../kinds/waves.ts';
import type { Found, Observed } from '../read/observed.ts';
import type { Beyond, BeyondKind } from './beyond.ts';
import { type Spared, sparingOf } from './sparing.ts';

/** A thing of a server, of any kind that goes or is in the way. */
export interface DestroyAddress {
  readonly kind: ItemKind | BeyondKind;
  readonly space?: string;
  readonly name: string;
}

/** A space of the lab, and what becomes of it. */
export interface DoomedSpace {
  readonly space: Space;
  /** The default space cannot be deleted: it is emptied, and gets back the name that it was born with. [docs] */
  readonly fate: 'deleted' | 'emptied';
  /** Things in it that people name, without those that every space has. */
  readonly holds: readonly DestroyAddress[];
  /** What else goes with it, in words: `12 deployments`. */
  readonly history: readonly string[];
}

/** A task that has not ended. */
export interface OpenTask {
  readonly space: string;
  readonly id: string;
  readonly description: string;
  readonly state: string;
}

/** One thing that is removed with a request of its own. */
export type Doomed =
  | { readonly address: Address; readonly found: Found }
  | { readonly address: DestroyAddress; readonly beyond: Beyond };

/** What destroying a lab would do, and what is in its way. */
export interface DestroyPlan {
  readonly lab: string;
  readonly spaces: readonly DoomedSpace[];
  /** What is in the space that is emptied, and what belongs to the whole server. */
  readonly removals: readonly Doomed[];
  /** What the lab names and stays all the same. */
  readonly spared: readonly Spared[];
  /** What the lab does not know and would go with the rest. */
  readonly unknown: readonly DestroyAddress[];
  readonly openTasks: readonly OpenTask[];
}

/** What is known of a server before it is decided what goes. */
export interface Standing {
  readonly observed: Observed;
  /** Spaces of the lab that are there. */
  readonly spaces: readonly Pick<DoomedSpace, 'space' | 'history'>[];
  readonly beyond: readonly Beyond[];
  readonly openTasks: readonly OpenTask[];
  /** Id of the account that asks. */
  readonly me: string;
}

/** Says what of a server a lab has made, and what else would go with it. Pure. */
export function destroyPlan(options: { lab: Lab; standing: Standing; keepPeople: boolean }): DestroyPlan {
  const { lab, standing, keepPeople } = options;
  const known = keysOf(lab);
  const isKnown = (address: DestroyAddress) => known.has(keyOf(address)) || isFingerprintSet(address);
  const { found } = standing.observed;
  const fates = new Map(standing.spaces.map(({ space }) => [space.Name.toLowerCase(), fateOf(space)]));
  const fate = ({ space }: DestroyAddress) => (space === undefined ? undefined : fates.get(space.toLowerCase()));

  const inside: Doomed[] = [
    ...found.filter((one) => fate(one.address) !== undefined && isInside(one)).map(doomed),
    ...standing.beyond.map((beyond) => ({ address: addressOf(beyond), beyond })),
  ];
  const sparing = sparingOf({
    found,
    isKnown,
    isDeleted: (address) => fate(address) === 'deleted',
    me: standing.me,
    keepPeople,
  });
  const ofServer = found.filter(({ address }) => ofWholeServer(address) && isKnown(address));
  const going = ofServer.filter((one) => sparing(one) === undefined);
  const teams = new Set(going.flatMap(({ document }) => document.Id ?? []));
  const roles = found.filter(({ address, document }) => {
    if (address.kind !== 'team role' || fate(address) === 'deleted') return false;
    return isKnown(address) || teams.has(teamOf(document));
  });
  return {
    lab: lab.name,
    spaces: standing.spaces.map(({ space, history }) => {
      const holds = inside.map(({ address }) => address).filter((one) => isSame(one.space, space.Name));
      return { space, fate: fateOf(space), holds, history };
    }),
    removals: [
      ...inside.filter(({ address }) => fate(address) === 'emptied' && !goesAlong(address)),
      ...[...roles, ...going].map(doomed),
    ],
    spared: ofServer.flatMap((one) => sparing(one) ?? []),
    unknown: [
      ...inside.map(({ address }) => address).filter((address) => !isKnown(address)),
      ...found
        .filter(({ address, document, isBuiltIn }) => {
          if (address.kind !== 'team role' || isBuiltIn || isKnown(address)) return false;
          return fate(address) === 'deleted' || teams.has(teamOf(document));
        })
        .map(({ address }) => address),
    ],
    openTasks: standing.openTasks,
  };
}

function doomed(found: Found): Doomed {
  return { address: found.address, found };
}

function addressOf({ kind, space, name }: Beyond): DestroyAddress {
  return { kind, space, name };
}

function fateOf({ IsDefault }: Space): DoomedSpace['fate'] {
  return IsDefault ? 'emptied' : 'deleted';
}

/** Everything that a lab makes, its agents included. */
function keysOf(lab: Lab): ReadonlySet<string> {
  const agents = lab.spaces.flatMap((space) => space.agents);
  return new Set([
    ...desired(lab).map(({ address }) => keyOf(address)),
    ...agents.map(({ space, name }) => keyOf({ kind: 'deployment target', space, name })),
  ]);
}

function isInside({ address, isBuiltIn }: Found): boolean {
  return !isBuiltIn && address.kind !== 'team role' && !partsOfOthers.has(address.kind);
}

/** Whether it belongs to the whole server; spaces have their own fate. */
function ofWholeServer({ kind, space }: Address): boolean {
  return space === undefined && (kind === 'team' || kind === 'user' || kind === 'user role');
}

/** Whether it goes with its project. */
function goesAlong({ kind }: DestroyAddress): boolean {
  return kind === 'channel' || kind === 'runbook' || kind === 'project trigger';
}

function teamOf(document: object): string {
  return 'TeamId' in document && typeof document.TeamId === 'string' ? document.TeamId : '';
}

function isSame(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
