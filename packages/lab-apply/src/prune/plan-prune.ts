import type { LabPlan } from '../diff/diff.ts';
import { type Address, keyOf, type Stored } from '../kinds/item.ts';
import { ownersOf } from '../kinds/owners.ts';
import { eachBounded } from '../read/bounded.ts';
import type { Reader } from '../read/reader.ts';
import { createRegistry } from '../read/registry.ts';
import { contentsOf } from './contents.ts';

/** Something that the file does not name and that is to be removed. */
export interface Removal {
  readonly address: Address;
  readonly stored: Stored;
  /** What goes with it, in words: `12 releases`. */
  readonly goesWith: readonly string[];
}

/** Something that the file does not name and that stays all the same. */
export interface Kept {
  readonly address: Address;
  readonly reason: string;
}

/** What pruning would do. */
export interface PrunePlan {
  readonly removals: readonly Removal[];
  readonly kept: readonly Kept[];
}

const atOnce = 4;

/**
 * Says what pruning would remove of what a plan leaves alone: never what every server has, the default space, the account
 * that asks, or an administrator. For each it asks what would go with it. Changes nothing.
 */
export async function planPrune(options: {
  client: PruneClient;
  plan: LabPlan;
  signal?: AbortSignal;
}): Promise<PrunePlan> {
  const { client, plan, signal } = options;
  if (plan.notInFile.length === 0) return { removals: [], kept: [] };
  const me = plan.notInFile.some(({ kind }) => kind === 'user') ? (await client.me()).Id : '';
  const { going, kept } = sortOut(plan, me);
  const registry = createRegistry(plan.observed.ids);
  const removals = await eachBounded(going, atOnce, async ({ address, stored, parts }) => {
    const spaceId =
      address.kind === 'space'
        ? (stored.Id ?? '')
        : (registry.find({ kind: 'space', name: address.space ?? '' }) ?? '');
    const asked = await contentsOf({ api: client.api, kind: address.kind, spaceId, id: stored.Id ?? '', signal });
    return { address, stored, goesWith: [...parts.map(({ kind, name }) => `${kind} ${name}`), ...asked] };
  });
  return { removals, kept };
}

/** What asking who asks needs besides reading. */
export type PruneClient = Reader & { me(): Promise<{ readonly Id: string }> };

interface Going {
  readonly address: Address;
  readonly stored: Stored;
  /** What the server names as a thing of its own and lies in it. */
  readonly parts: readonly Address[];
}

function sortOut(plan: LabPlan, me: string): { going: readonly Going[]; kept: readonly Kept[] } {
  const documents = new Map(plan.observed.found.map(({ address, document }) => [keyOf(address), document]));
  const kept: Kept[] = [];
  const leaving: { address: Address; stored: Stored }[] = [];
  for (const address of plan.notInFile) {
    const stored = documents.get(keyOf(address));
    if (stored === undefined) continue;
    const reason = reasonToKeep({ address, stored, me, plan });
    if (reason === undefined) leaving.push({ address, stored });
    else kept.push({ address, reason });
  }
  const keys = new Set(leaving.map(({ address }) => keyOf(address)));
  const goesAlong = (address: Address) => ownersOf(address).some((owner) => keys.has(keyOf(owner)));
  const going = leaving
    .filter(({ address }) => !goesAlong(address))
    .map(({ address, stored }) => {
      const isPart = (other: Address) => ownersOf(other).some((owner) => keyOf(owner) === keyOf(address));
      return { address, stored, parts: leaving.map((one) => one.address).filter(isPart) };
    });
  return { going, kept };
}

function reasonToKeep(options: { address: Address; stored: Stored; me: string; plan: LabPlan }): string | undefined {
  const { address, stored, me, plan } = options;
  if (address.kind === 'space' && 'IsDefault' in stored && stored.IsDefault === true) {
    return "it is the server's default space";
  }
  if (address.kind !== 'user') return undefined;
  if (stored.Id === me) return 'it is the account that asks';
  const administrators = plan.observed.found.find(({ document }) => document.Id === 'teams-administrators')?.document;
  const members = administrators !== undefined && 'MemberUserIds' in administrators ? administrators.MemberUserIds : [];
  return Array.isArray(members) && members.includes(stored.Id) ? 'it is an administrator of the server' : undefined;
}
