import { subscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finpayDeployAddress } from '@octotrain/lab-config';
import { createEmulator, type Emulator, programGit } from '@octotrain/octopus-emulator';
import { makeFriday } from './world.ts';

/** What the process that measures asks of the server's process, and is told. */
export type Ask = { readonly open: { readonly speed: number } } | 'close';
export type Told = Opened | Closed;

export interface Opened {
  readonly url: string;
  readonly apiKey: string;
  readonly kubeconfig: string;
  /** A folder for whatever the side writes. */
  readonly folder: string;
}

export interface Closed {
  readonly requests: readonly string[];
  /** `project environment tenant version: state` of what was deployed, sorted; and how many approvals were given. */
  readonly deployments: readonly string[];
  readonly approvals: number;
}

/** Whoever says yes, as soon as it is asked for. */
const approver = 'marcus.webb';
const APPROVER_LOOKS_MS = 250;

const base = await mkdtemp(join(tmpdir(), 'octotrain-bench-'));
const friday = await makeFriday(base);
let opened: { emulator: Emulator; stop: () => void; approvals: () => number; before: number } | undefined;
let requests: string[] = [];

// At the socket: nothing that a side sends can be missed. What the steps of the server and the approver ask goes through no socket.
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }; // what Node publishes there
  requests.push(`${request.method} ${request.url}`);
});

process.on('message', async (ask: Ask) => {
  process.send?.(await (ask === 'close' ? close() : open(ask.open.speed)));
});
process.on('disconnect', () => {
  rm(base, { recursive: true, force: true }).finally(() => process.exit());
});

/** A server of its own for every run, in the same state. */
async function open(speed: number): Promise<Opened> {
  const folder = await mkdtemp(join(base, 'run-'));
  const emulator: Emulator = await createEmulator({
    state: friday.state,
    data: join(folder, 'server'),
    speed,
    git: programGit({ [finpayDeployAddress]: friday.repository }),
    fetch: (input, init) => emulator.fetch(new Request(input, init)),
  });
  const { url } = await emulator.listen();
  opened = { emulator, before: emulator.world.store.all('Deployments').length, ...startApprover(emulator) };
  requests = [];
  return {
    url,
    apiKey: emulator.keyOf('friday-train') ?? '',
    kubeconfig: join(folder, 'server', 'kubeconfig'),
    folder,
  };
}

async function close(): Promise<Closed> {
  if (!opened) throw new Error('no server is open');
  const { emulator, before, stop, approvals } = opened;
  stop();
  const { store } = emulator.world;
  const deployments = store
    .all('Deployments')
    .slice(before)
    .map(({ ProjectId, EnvironmentId, TenantId, ReleaseId, TaskId }) => {
      const place = [
        store.get('Projects', ProjectId)?.Name,
        store.get('Environments', EnvironmentId)?.Name,
        store.get('Tenants', TenantId ?? '')?.Name ?? 'untenanted',
      ].join(' ');
      return `${place} ${store.get('Releases', ReleaseId)?.Version}: ${store.get('ServerTasks', TaskId)?.State}`;
    });
  await emulator.close();
  return { requests, deployments: deployments.sort(), approvals: approvals() };
}

function startApprover(emulator: Emulator): { stop: () => void; approvals: () => number } {
  let given = 0;
  const headers = { 'X-Octopus-ApiKey': emulator.keyOf(approver) ?? '' };
  async function answer(): Promise<void> {
    for (const { Id, SpaceId } of emulator.world.store.all('Interruptions').filter(({ IsPending }) => IsPending)) {
      const at = `http://octopus/api/${SpaceId}/interruptions/${Id}`;
      await emulator.fetch(new Request(`${at}/responsible`, { method: 'PUT', headers }));
      const body = JSON.stringify({ Result: 'Proceed', Notes: 'looks good' });
      const answered = await emulator.fetch(new Request(`${at}/submit`, { method: 'POST', headers, body }));
      if (!answered.ok) throw new Error(`${approver} could not approve: ${await answered.text()}`);
      given += 1;
    }
    timer = setTimeout(() => void answer(), APPROVER_LOOKS_MS);
  }
  let timer = setTimeout(() => void answer(), APPROVER_LOOKS_MS);
  return { stop: () => clearTimeout(timer), approvals: () => given };
}
