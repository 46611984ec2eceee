import {
  createOctopusClient,
  type OctopusApi,
  type OctopusClient,
  type OctopusClientOptions,
} from '@octotrain/octopus-client';

/** The clients of one server and one key; what they ask counts against one budget. */
export interface Clients {
  readonly client: OctopusClient;
  /** Asks for leave right before each write is sent, at every attempt; what `mayWrite` throws keeps it from being sent. */
  guarded(mayWrite: () => Promise<void>): OctopusApi;
}

export function clientsOf(options: OctopusClientOptions): Clients {
  return {
    client: createOctopusClient(options),
    guarded: (mayWrite) =>
      createOctopusClient({
        ...options,
        onRequest: ({ method }) => (method === 'GET' ? undefined : mayWrite()),
      }).api,
  };
}
