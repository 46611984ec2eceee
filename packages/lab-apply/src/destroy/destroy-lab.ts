import { type OctopusApi, OctopusNotFoundError, type Space } from '@octotrain/octopus-client';
import type { Stored } from '../kinds/item.ts';
import { removalOf, removalWaves } from '../kinds/removal.ts';
import { secretToken } from '../kinds/secrets.ts';
import type { ItemKind } from '../kinds/waves.ts';
import { eachBounded } from '../read/bounded.ts';
import { beyondWaves, removeBeyond } from './beyond.ts';
import type { DestroyPlan, Doomed, OpenTask } from './destroy-plan.ts';
import type { DestroyClient } from './plan-destroy.ts';
import { stopQueues } from './stop-queues.ts';

/** What has been done; told after each step. */
export interface DestroyProgress {
  /** In words: `delete space Payments`. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** What became of it. With open tasks, nothing was removed. */
export type DestroyResult =
  | { readonly ok: true; readonly removed: number }
  | { readonly ok: false; readonly openTasks: readonly OpenTask[] };

/** How many removals are under way at once. */
const atOnce = 6;

/** The name that a server's first space is born with. */
const firstName = 'Default';

/**
 * Carries a plan out: deletes spaces, empties the default space and names it `Default` again, then removes teams, people
 * and roles. Queues of spaces are stopped first, so that no task can begin any more; if one has begun meanwhile, they
 * are started again and nothing is removed. Nothing is remembered anywhere but on the server: after a kill at any
 * moment, planning and destroying again removes what is left. What is gone already is no failure. Throws the
 * OctopusError of the first removal that failed, once all that were under way have ended.
 */
export async function destroyLab(options: {
  client: DestroyClient;
  plan: DestroyPlan;
  onProgress?: (progress: DestroyProgress) => void;
  signal?: AbortSignal;
}): Promise<DestroyResult> {
  const { client, plan, onProgress, signal } = options;
  const { api } = client;
  const spaces = plan.spaces.map(({ space }) => space);
  const openTasks = await stopQueues({ client, spaces, signal });
  if (openTasks.length > 0) return { ok: false, openTasks };

  const steps = stepsOf(plan, api);
  const total = steps.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const wave of steps) {
    await eachBounded(wave, atOnce, async ({ step, run }) => {
      signal?.throwIfAborted();
      await run();
      done += 1;
      onProgress?.({ step, done, total });
    });
  }
  return { ok: true, removed: total };
}

interface Step {
  readonly step: string;
  run(): Promise<void>;
}

/** What has to be done, in lists that may be done side by side. */
function stepsOf(plan: DestroyPlan, api: OctopusApi): readonly (readonly Step[])[] {
  const ids = new Map(plan.spaces.map(({ space }) => [space.Name.toLowerCase(), space.Id]));
  const spaceIdOf = (name = '') => ids.get(name.toLowerCase()) ?? '';
  const toStep = (one: Doomed): Step => ({
    step: `remove ${titleOf(one.address)}`,
    run: () =>
      'beyond' in one
        ? unlessGone(removeBeyond(api, spaceIdOf(one.address.space), one.beyond))
        : remove(api, one.address.kind, { spaceId: spaceIdOf(one.address.space), stored: one.found.document }),
  });
  const deleted = plan.spaces.filter(({ fate }) => fate === 'deleted');
  const emptied = plan.spaces.filter(({ fate }) => fate === 'emptied');
  const waves = [...beyondWaves.slice(0, 1), ...removalWaves, ...beyondWaves.slice(1)];
  const inSpaces = plan.removals.filter(({ address }) => address.space !== undefined && address.kind !== 'team role');
  const ofServer = plan.removals.filter((one) => !inSpaces.includes(one));
  const inWaves = (removals: readonly Doomed[]) =>
    waves.map((kinds: readonly string[]) => removals.filter(({ address }) => kinds.includes(address.kind)).map(toStep));
  return [
    deleted.map(({ space }) => ({
      step: `delete space ${space.Name}`,
      run: () => remove(api, 'space', { spaceId: '', stored: space }),
    })),
    ...inWaves(inSpaces),
    ...inWaves(ofServer),
    emptied.map(({ space }) => ({
      step:
        space.Name === firstName ? `start space ${space.Name} again` : `name space ${space.Name} ${firstName} again`,
      run: () => beginAgain(api, space),
    })),
  ];
}

/** A thing with its kind and place, for people. */
function titleOf({ kind, name, space }: Doomed['address']): string {
  return `${kind} ${name}${space === undefined ? '' : ` in ${space}`}`;
}

async function remove(api: OctopusApi, kind: ItemKind, where: { spaceId: string; stored: Stored }): Promise<void> {
  const id = (): never => {
    throw new Error('nothing is built to be removed');
  };
  await removalOf(kind)?.({ api, spaceId: where.spaceId, id, secret: secretToken }, where.stored);
}

/** Gives the default space its first name and lets its tasks begin again. */
async function beginAgain(api: OctopusApi, { Id }: Space): Promise<void> {
  const params = { path: { id: Id } };
  const { data } = await api.GET('/api/spaces/{id}', { params });
  await api.PUT('/api/spaces/{id}', {
    params,
    body: { ...data, Name: firstName, Description: '', TaskQueueStopped: false },
  });
}

async function unlessGone(request: Promise<void>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof OctopusNotFoundError)) throw error;
  }
}
