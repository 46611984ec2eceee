import type { SecretSource } from '@octotrain/lab-config';
import { OctopusConflictError } from '@octotrain/octopus-client';
import type { LabChange, LabPlan, PlannedWrite } from '../diff/diff.ts';
import type { Place, Stored } from '../kinds/item.ts';
import type { RefKind } from '../kinds/refs.ts';
import { revealSecrets, secretToken } from '../kinds/secrets.ts';
import { waves } from '../kinds/waves.ts';
import { eachBounded } from '../read/bounded.ts';
import type { Reader } from '../read/reader.ts';
import { createRegistry } from '../read/registry.ts';
import { type ApplyProblem, preflight } from './preflight.ts';
import { readNewborn } from './read-newborn.ts';

/** What has been written; told after each write. */
export interface ApplyProgress {
  readonly change: LabChange;
  /** How many writes are done, of how many. */
  readonly done: number;
  readonly total: number;
  /** Somebody else had written in between, so it was read again and written once more. */
  readonly afterConflict: boolean;
}

/** What became of a plan. With problems, nothing was written. */
export type ApplyResult =
  | { readonly ok: true; readonly written: number; readonly conflicts: number }
  | { readonly ok: false; readonly problems: readonly ApplyProblem[] };

/** How many writes are under way at once. */
const atOnce = 8;

/**
 * Carries a plan out: one write per change, what others refer to first. Nothing is remembered anywhere but on the
 * server: after a failure, or a kill at any moment, reading and planning again gives what is left to do. Throws the
 * OctopusError of the first write that failed, once all writes under way have ended.
 */
export async function applyPlan(options: {
  client: Reader;
  plan: LabPlan;
  secrets: SecretSource;
  onProgress?: (progress: ApplyProgress) => void;
  signal?: AbortSignal;
}): Promise<ApplyResult> {
  const { client, plan, onProgress, signal } = options;
  const registry = createRegistry(plan.observed.ids);
  const { problems, secretOf } = preflight({ plan, registry, source: options.secrets });
  if (problems.length > 0) return { ok: false, problems };

  let [done, conflicts] = [0, 0];

  function placeOf({ space }: LabChange): Place {
    const id = (kind: RefKind, name: string, within?: string): string => {
      const known = registry.find({ kind, name, within, space });
      if (known === undefined) throw new Error(`no id of ${kind} "${name}" although everything before it was written`);
      return known;
    };
    return { api: client.api, spaceId: space === undefined ? '' : id('space', space), id, secret: secretToken };
  }

  async function send(write: PlannedWrite, place: Place): Promise<{ document: Stored; afterConflict: boolean }> {
    const { item } = write;
    const body = item.body(place);
    // Secrets are put in at the last moment, and the body is the item's own again.
    const revealed = (whole: object) => revealSecrets(whole, secretOf) as object;
    const mustLoad = item.load !== undefined && (write.stored === undefined || item.readsAnew === true);
    const stored = mustLoad ? await item.load?.(place) : write.stored;
    if (stored === undefined) {
      if (item.create === undefined) throw new Error(`${item.address.kind} can be neither created nor loaded`);
      const whole = item.newBody?.(place) ?? body;
      return { document: await item.create(place, revealed(whole)), afterConflict: false };
    }
    const replace = (before: Stored) =>
      item.replace(place, before, revealed(item.replaces(before, body, plan.rewriteSecrets)));
    try {
      return { document: await replace(stored), afterConflict: false };
    } catch (error) {
      if (!(error instanceof OctopusConflictError) || item.load === undefined) throw error;
      return { document: await replace(await item.load(place)), afterConflict: true };
    }
  }

  async function perform(write: PlannedWrite): Promise<void> {
    signal?.throwIfAborted();
    const { change, item } = write;
    const { document, afterConflict } = await send(write, placeOf(change));
    const within = change.space === undefined ? {} : { space: change.space };
    if (document.Id) registry.learn({ kind: change.kind, name: change.name, id: document.Id, ...within });
    for (const learned of item.learn?.(document) ?? []) registry.learn({ ...learned, ...within });
    if (change.kind === 'space' && change.action === 'create')
      await readNewborn({ client, registry, space: change.name });
    done += 1;
    conflicts += afterConflict ? 1 : 0;
    onProgress?.({ change, done, total: plan.writes.length, afterConflict });
  }

  for (const wave of waves) {
    const kinds: readonly string[] = wave;
    const writes = plan.writes.filter(({ change }) => kinds.includes(change.kind));
    await eachBounded(writes, atOnce, perform);
  }
  return { ok: true, written: done, conflicts };
}
