import {
  type OctopusApi,
  OctopusConflictError,
  OctopusValidationError,
  type VariableSet,
} from '@octotrain/octopus-client';
import type { TrainRecord } from '@octotrain/train-engine';
import { ask } from '../server/asking.ts';
import type { KeyState } from './key-state.ts';
import { readKeys, writeKeys } from './key-variable.ts';

/** What to make of a key's newest state: null writes nothing. */
export interface KeyChange<T> {
  readonly write: KeyState | null;
  readonly answer: T;
}

/** A key as the server showed it. */
interface SeenKey {
  readonly state: KeyState | null;
  /** When it was so, in epoch ms by the server's own clock: clocks of machines differ, and who compares times of two must not mind. */
  readonly at: number;
}

/** The keys of a server. Every question and every change throws a `ServerTrouble` when the server cannot be asked. */
export interface KeyStore {
  /** The state as it is now: asked anew each time, for those who ask at once together. */
  read(key: string): Promise<SeenKey>;
  readAll(): Promise<ReadonlyMap<string, KeyState>>;
  /**
   * Changes the newest state, and no other: when somebody writes in between, it is read again and `decide` is asked again. `decide` must see for itself
   * when its change is there already, for an answer may get lost. Several changes at once are one write.
   */
  change<T>(key: string, decide: (state: KeyState | null, at: number) => KeyChange<T>): Promise<T>;
}

/** How often somebody else may be faster before the change is given up. */
const mostTries = 12;

interface Waiting {
  readonly key: string;
  decide(state: KeyState | null, at: number): KeyState | null;
  done(): void;
  failed(error: unknown): void;
}

/** The variable set, and when it was so. */
interface SeenSet {
  readonly set: VariableSet;
  readonly at: number;
}

/**
 * Keys as variables of the project that keeps the record of trains. Their set carries a version: a write with an old one is refused, which is what
 * makes it a lock. [docs]
 */
export function variableKeyStore(api: OctopusApi, record: TrainRecord, now: () => number): KeyStore {
  const params = { path: { spaceId: record.space.id, id: record.variableSetId } };
  let reading: Promise<SeenSet> | undefined;
  let queued: Promise<SeenSet> | undefined;
  let waiting: Waiting[] = [];
  let flushing = false;

  async function load(): Promise<SeenSet> {
    const { data, response } = await ask(() => api.GET('/api/{spaceId}/variables/{id}', { params }));
    const told = Date.parse(response.headers.get('date') ?? '');
    // A proxy may leave the header out: then this machine's own time has to do.
    return { set: data, at: Number.isNaN(told) ? now() : told };
  }

  /** Whoever asks while a question is under way wants what holds after it: they share the next one. */
  function fresh(): Promise<SeenSet> {
    queued ??= (reading ?? Promise.resolve()).then(
      () => next(),
      () => next(),
    );
    return queued;
  }
  function next(): Promise<SeenSet> {
    queued = undefined;
    reading = load();
    return reading;
  }

  async function flush(): Promise<void> {
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await writeBatch(batch);
        for (const each of batch) each.done();
      } catch (error) {
        for (const each of batch) each.failed(error);
      }
    }
    flushing = false;
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { set, at } = await fresh();
      const changed = decideAll({ known: readKeys(set.Variables), at, batch });
      if (changed.size === 0) return;
      const body = { Version: set.Version, Variables: [...writeKeys(set.Variables, changed)] };
      try {
        await ask(() => api.PUT('/api/{spaceId}/variables/{id}', { params, body }));
        return;
      } catch (error) {
        if (attempt === mostTries || !(await isOutdated(error, set.Version))) throw error;
      }
    }
  }

  /** A conflict says it; some servers only say that something is wrong. [guess] */
  async function isOutdated(error: unknown, version: number): Promise<boolean> {
    if (error instanceof OctopusConflictError) return true;
    return error instanceof OctopusValidationError && (await fresh()).set.Version !== version;
  }

  return {
    async read(key) {
      const { set, at } = await fresh();
      return { state: readKeys(set.Variables).get(key) ?? null, at };
    },
    readAll: async () => readKeys((await fresh()).set.Variables),
    change: (key, decide) =>
      new Promise((resolve, reject) => {
        let settle: () => void = () => undefined;
        waiting.push({
          key,
          decide(state, at) {
            const { write, answer } = decide(state, at);
            settle = () => resolve(answer);
            return write;
          },
          done: () => settle(),
          failed: reject,
        });
        if (!flushing) void flush();
      }),
  };
}

/** The states that a batch changes, each change seeing those before it. */
function decideAll(options: {
  known: ReadonlyMap<string, KeyState>;
  at: number;
  batch: readonly Waiting[];
}): ReadonlyMap<string, KeyState> {
  const { known, at, batch } = options;
  const changed = new Map<string, KeyState>();
  for (const { key, decide } of batch) {
    const write = decide(changed.get(key) ?? known.get(key) ?? null, at);
    if (write) changed.set(key, write);
  }
  return changed;
}
