import type { OctopusClient, ServerTask } from '@octotrain/octopus-client';
import { ask } from './asking.ts';

/** Where the state of tasks comes from. */
export interface TaskSource {
  /** The tasks as they are now; one that the server does not show is left out. */
  get(ids: readonly string[]): Promise<ReadonlyMap<string, ServerTask>>;
}

/** Asks the server, for each caller anew. */
export function serverTasks(client: Pick<OctopusClient, 'tasks'>): TaskSource {
  return { get: (ids) => ask(() => client.tasks.get(ids)) };
}

/** One question for all runs: what is asked for within `gatherMs` of the first is asked of the server together. */
export function sharedTasks(
  source: TaskSource,
  options: { readonly gatherMs: number; readonly sleep: (ms: number) => Promise<void> },
): TaskSource {
  let gathering: { readonly ids: Set<string>; readonly answer: Promise<ReadonlyMap<string, ServerTask>> } | undefined;
  function gather(): NonNullable<typeof gathering> {
    const ids = new Set<string>();
    const answer = options.sleep(options.gatherMs).then(() => {
      gathering = undefined;
      return source.get([...ids]);
    });
    return { ids, answer };
  }
  return {
    async get(ids) {
      if (ids.length === 0) return new Map();
      gathering ??= gather();
      for (const id of ids) gathering.ids.add(id);
      return gathering.answer;
    },
  };
}
