import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { type ItemKind, planLab } from '@octotrain/lab-apply';
import { loadLab } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator, noFaults } from '@octotrain/octopus-emulator';

/** What the process that measures asks of the server's process. */
export type Ask =
  /** A new, empty server, which waits so long before it answers. */
  | { readonly open: { readonly latencyMs: number } }
  /** The requests since the last time. */
  | 'requests'
  /** What differs from a lab. */
  | { readonly compare: { readonly text: string; readonly file: string } };

export interface Opened {
  readonly url: string;
  readonly apiKey: string;
}

export interface Requests {
  readonly requests: number;
  /** Those that were not only looking. */
  readonly writes: number;
}

/** `kind space/name`, and the fields, of everything that is not as the lab says. */
export type Differences = readonly { readonly kind: ItemKind; readonly words: string }[];

let emulator: Emulator | undefined;
let requests: string[] = [];

// At the socket: nothing that a side sends can be missed.
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }; // what Node publishes there
  requests.push(request.method ?? '');
});

process.on('message', async (ask: Ask) => {
  process.send?.(await answer(ask));
});
process.on('disconnect', () => process.exit());

async function answer(ask: Ask): Promise<Opened | Requests | Differences> {
  if (ask === 'requests') return count();
  return 'open' in ask ? open(ask.open.latencyMs) : compare(ask.compare);
}

/** A server of its own for every run. */
async function open(latencyMs: number): Promise<Opened> {
  await emulator?.close();
  const latency = { kind: 'latency', delayMs: latencyMs } as const;
  emulator = await createEmulator({ faults: { ...noFaults, forRoute: () => [latency] } });
  const { url } = await emulator.listen();
  requests = [];
  return { url, apiKey: emulator.administratorKey };
}

function count(): Requests {
  const all = requests;
  requests = [];
  return { requests: all.length, writes: all.filter((method) => method !== 'GET' && method !== 'HEAD').length };
}

/** Asks without a socket and without waiting. */
async function compare(source: { text: string; file: string }): Promise<Differences> {
  const loaded = loadLab(source);
  if (!loaded.ok || emulator === undefined) throw new Error('no lab, or no server to compare it with');
  const copy = await createEmulator({ state: emulator.snapshot() });
  const client = createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: copy.administratorKey },
    requestsPerMinute: 0,
    fetch: (request) => copy.fetch(request),
  });
  const { writes } = await planLab({ client, lab: loaded.lab });
  await copy.close();
  return writes.map(({ change: { kind, space = '', name, fields } }) => ({
    kind,
    words: `${kind} ${space}/${name}: ${JSON.stringify(fields)}`,
  }));
}
