import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import { makeWorld } from './world.ts';

/** What the process that measures asks of the server's process, and is told. */
export type Ask = 'open' | 'close';
export type Told =
  | { readonly url: string; readonly apiKey: string }
  | { readonly requests: readonly string[]; readonly outcome: Outcome };

/** What a run left on the server. */
export interface Outcome {
  readonly releases: readonly string[];
  /** `tenant version: state`, sorted. */
  readonly deployments: readonly string[];
}

const state = await makeWorld();
let emulator: Emulator | undefined;
let requests: string[] = [];

// At the socket: nothing that a client sends can be missed.
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }; // what Node publishes there
  requests.push(`${request.method} ${request.url}`);
});

process.on('message', async (ask: Ask) => {
  process.send?.(await (ask === 'open' ? open() : close()));
});
process.on('disconnect', () => process.exit());

/** A server of its own for every run, in the same state. */
async function open(): Promise<Told> {
  emulator = await createEmulator({ state, speed: 1000 });
  const { url } = await emulator.listen();
  requests = [];
  return { url, apiKey: emulator.administratorKey };
}

async function close(): Promise<Told> {
  if (!emulator) throw new Error('no server is open');
  const { store } = emulator.world;
  const deployments = store.all('Deployments').map(({ TenantId, ReleaseId, TaskId }) => {
    const tenant = store.get('Tenants', TenantId ?? '')?.Name;
    const version = store.get('Releases', ReleaseId)?.Version;
    return `${tenant} ${version}: ${store.get('ServerTasks', TaskId)?.State}`;
  });
  const outcome = { releases: store.all('Releases').map(({ Version }) => Version), deployments: deployments.sort() };
  await emulator.close();
  return { requests, outcome };
}
