import type { SecretSource } from '@octotrain/lab-config';
import type { LabChange, LabPlan, PlannedWrite } from '../diff/diff.ts';
import type { Item, Place, Stored } from '../kinds/item.ts';
import type { RefKind } from '../kinds/refs.ts';
import { revealSecrets, secretToken } from '../kinds/secrets.ts';
import { waves } from '../kinds/waves.ts';
import { eachBounded } from '../read/bounded.ts';
import { createGate } from '../read/gate.ts';
import type { Reader } from '../read/reader.ts';
import { createRegistry } from '../read/registry.ts';
import type { ApplyProblem } from './apply-problem.ts';
import { bodyToSend } from './body-to-send.ts';
import { loadTogether } from './load-together.ts';
import { preflight } from './preflight.ts';
import { readNewborn } from './read-newborn.ts';
import { writeItem } from './write-item.ts';

/** What has been written; told after each write. */
export interface ApplyProgress {
  readonly change: LabChange;
  /** How many writes are done, of how many. */
  readonly done: number;
  readonly total: number;
  /** Somebody else had written in between, so it was read again and written once more. */
  readonly afterConflict: boolean;
}

/** What became of a plan. Problems that are found beforehand leave nothing written. */
export type ApplyResult =
  | { readonly ok: true; readonly written: number; readonly conflicts: number }
  | { readonly ok: false; readonly problems: readonly ApplyProblem[]; readonly written: number };

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
  const { problems: faults, secretOf, sendsOf, born } = preflight({ plan, registry, source: options.secrets });
  if (faults.length > 0) return { ok: false, problems: faults, written: 0 };
  const problems: ApplyProblem[] = [];

  const never = new AbortController().signal;
  let [done, conflicts] = [0, 0];

  function placeOf({ space }: LabChange): Place {
    const id = (kind: RefKind, name: string, within?: string): string => {
      const known = registry.find({ kind, name, within, space });
      if (known === undefined) throw new Error(`no id of ${kind} "${name}" although everything before it was written`);
      return known;
    };
    return { api: client.api, spaceId: space === undefined ? '' : id('space', space), id, secret: secretToken };
  }

  function bodyFor(item: Item, stored: Stored | undefined, place: Place): object {
    // Secrets are put in at the last moment, and the body is the item's own again.
    return revealSecrets(bodyToSend({ item, stored, building: place, sends: sendsOf(item) }), secretOf) as object;
  }

  async function perform(write: PlannedWrite): Promise<void> {
    signal?.throwIfAborted();
    const { change, item } = write;
    const place = placeOf(change);
    const written = await writeItem({ client, write, place, names: registry.nameOf, bodyFor });
    if (!written.ok) {
      problems.push(contended(change, written.tries));
      return;
    }
    const { document, afterConflict } = written;
    const within = change.space === undefined ? {} : { space: change.space };
    if (document.Id) registry.learn({ kind: change.kind, name: change.name, id: document.Id, ...within });
    for (const learned of item.learn?.(document) ?? []) registry.learn({ ...learned, ...within });
    if (change.kind === 'space' && change.action === 'create')
      await readNewborn({
        client,
        registry,
        space: change.name,
        born: born.get(change.name.toLowerCase()) ?? new Set(),
      });
    done += 1;
    conflicts += afterConflict ? 1 : 0;
    onProgress?.({ change, done, total: plan.writes.length, afterConflict });
  }

  // Fingerprints are recorded when what they are of is there: until then a secret counts as not written.
  for (const isRecord of [false, true]) {
    for (const wave of waves) {
      const kinds: readonly string[] = wave;
      const isOf = ({ change, ...write }: PlannedWrite) =>
        kinds.includes(change.kind) && (write.isRecord ?? false) === isRecord;
      const placed = plan.writes.filter(isOf).map((write) => ({ write, place: placeOf(write.change) }));
      const writes = await loadTogether({ client, gate: createGate(atOnce), signal: signal ?? never }, placed);
      await eachBounded(writes, atOnce, perform);
      // Later kinds may refer to what could not be written.
      if (problems.length > 0) return { ok: false, problems, written: done };
    }
  }
  return { ok: true, written: done, conflicts };
}

function contended({ kind, name, space }: LabChange, tries: number): ApplyProblem {
  const where = space === undefined ? '' : ` in space "${space}"`;
  return {
    message: `${kind} "${name}"${where} was changed by somebody else each of the ${tries} times that it was read and written`,
    hint: 'find out who changes it (the audit log of the server says so), then apply again',
  };
}
