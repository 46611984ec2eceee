import { OctopusError } from '@octotrain/octopus-client';
import type { LabPlan } from '../diff/diff.ts';
import type { Address, Place } from '../kinds/item.ts';
import { removalOf, removalWaves } from '../kinds/removal.ts';
import { secretToken } from '../kinds/secrets.ts';
import { eachBounded } from '../read/bounded.ts';
import type { Reader } from '../read/reader.ts';
import { createRegistry } from '../read/registry.ts';
import type { PrunePlan, Removal } from './plan-prune.ts';

/** What the server would not remove, and why, in its own words. */
export interface RefusedRemoval {
  readonly address: Address;
  readonly reason: string;
}

/** What became of a pruning. */
export interface PruneResult {
  readonly removed: number;
  readonly refused: readonly RefusedRemoval[];
}

const atOnce = 4;

/**
 * Removes what a prune plan names, what refers to others first. What the server refuses is collected with its reason and
 * keeps nothing else from going. Throws the OctopusError of a request that failed in another way; run again, only what is
 * left is removed.
 */
export async function applyPrune(options: {
  client: Reader;
  plan: LabPlan;
  prune: PrunePlan;
  onProgress?: (progress: { address: Address; done: number; total: number }) => void;
  signal?: AbortSignal;
}): Promise<PruneResult> {
  const { client, plan, prune, onProgress, signal } = options;
  const registry = createRegistry(plan.observed.ids);
  const refused: RefusedRemoval[] = [];
  let done = 0;

  function placeOf({ space }: Address): Place {
    const id = (): never => {
      throw new Error('nothing is built to be removed');
    };
    const spaceId = space === undefined ? '' : (registry.find({ kind: 'space', name: space }) ?? '');
    return { api: client.api, spaceId, id, secret: secretToken };
  }

  async function remove({ address, stored }: Removal): Promise<void> {
    signal?.throwIfAborted();
    try {
      await removalOf(address.kind)?.(placeOf(address), stored);
    } catch (error) {
      if (!(error instanceof OctopusError) || error.outcome !== 'refused' || error.code === 'auth') throw error;
      const reasons = error.errors.length > 0 ? error.errors : [error.errorMessage ?? error.message];
      refused.push({ address, reason: reasons.join(' ') });
      return;
    }
    done += 1;
    onProgress?.({ address, done, total: prune.removals.length });
  }

  for (const kinds of removalWaves) {
    const wave = prune.removals.filter(({ address }) => kinds.includes(address.kind));
    await eachBounded(wave, atOnce, remove);
  }
  return { removed: done, refused };
}
