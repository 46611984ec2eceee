import {
  type Clock as ClientClock,
  createOctopusClient,
  type OctopusApi,
  type OctopusClient,
  type OctopusClientOptions,
} from '@octotrain/octopus-client';
import type { TrainRecord } from '@octotrain/train-engine';
import { type KeyStore, variableKeyStore } from '../record/key-store.ts';
import type { Clock } from '../run/clock.ts';
import type { Edges } from './edges.ts';

/** The clients of one server and one key; what they ask counts against one budget. */
export interface Clients {
  readonly client: OctopusClient;
  /** Asks for leave right before each write is sent, at every attempt; what `mayWrite` throws keeps it from being sent. */
  guarded(mayWrite: () => Promise<void>): OctopusApi;
  /** Where the keys of trains are kept: one store for all who ask, who thereby share questions and writes. */
  keys(record: TrainRecord): KeyStore;
}

export function clientsOf(options: Omit<OctopusClientOptions, 'clock' | 'fetch'> & { readonly edges: Edges }): Clients {
  const { edges, ...rest } = options;
  const { clock, fetch } = edges;
  const own = { ...rest, clock: clientClock(clock), ...(fetch ? { fetch } : {}) };
  const client = createOctopusClient(own);
  const stores = new Map<string, KeyStore>();
  return {
    client,
    guarded: (mayWrite) =>
      createOctopusClient({
        ...own,
        onRequest: ({ method }) => (method === 'GET' ? undefined : mayWrite()),
      }).api,
    keys(record) {
      const store = stores.get(record.variableSetId) ?? variableKeyStore(client.api, record, clock.now);
      stores.set(record.variableSetId, store);
      return store;
    },
  };
}

/** A client that is told to stop while it sleeps says so by failing. */
function clientClock(clock: Clock): ClientClock {
  return {
    ...clock,
    async sleep(ms, signal) {
      await clock.sleep(ms, signal);
      signal?.throwIfAborted();
    },
  };
}
