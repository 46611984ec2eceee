import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyLab, bringToFridayMorning, registerAgents } from '@octotrain/lab-apply';
import { finpayDeployAddress, finpayLab, gitRunner, loadLab, makeDeployRepository } from '@octotrain/lab-config';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  programGit,
  type State,
} from '@octotrain/octopus-emulator';
import { afterAll } from 'vitest';

/** A server on loopback in the world of Friday morning, and a folder to run trains from. */
export interface FridayWorld {
  readonly emulator: Emulator;
  readonly url: string;
  /** For `train` under the lab's own account. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** A client with a person's key. */
  as(username: string): OctopusClient;
  snapshot(): State;
  close(): Promise<void>;
}

const speed = 200;

let made: Promise<{ state: State; repository: string }> | undefined;

afterAll(async () => {
  if (made) await rm(dirname((await made).repository), { recursive: true, force: true });
});

/** Friday morning is made once and then restored, as often as stories need it. */
export function fridayMorning(): Promise<{ state: State; repository: string }> {
  made ??= makeFridayMorning();
  return made;
}

async function makeFridayMorning(): Promise<{ state: State; repository: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-finpay-'));
  const repository = await makeDeployRepository({ directory: join(folder, 'finpay-deploy'), run: gitRunner });
  if (!repository.ok) throw new Error(repository.message);
  const lab = loadLab(finpayLab);
  if (!lab.ok) throw new Error('FinPay’s lab does not load');
  const emulator = await createEmulator({ speed, git: programGit({ [finpayDeployAddress]: repository.directory }) });
  const client = inProcess(emulator, emulator.administratorKey);
  await applyLab({ client, lab: lab.lab });
  await registerAgents({ client, lab: lab.lab });
  const connect = (apiKey: string) => inProcess(emulator, apiKey);
  const morning = await bringToFridayMorning({ client, keyOf: emulator.keyOf, connect, pollEveryMs: 20 });
  if (!morning.ok) throw new Error(JSON.stringify(morning.failures));
  const state = emulator.snapshot();
  await emulator.close();
  return { state, repository: repository.directory };
}

/** A client that needs no socket. */
function inProcess(emulator: Emulator, apiKey: string): OctopusClient {
  const fetch = (request: Request) => emulator.fetch(request);
  return createOctopusClient({ url: 'http://octopus.invalid', auth: { apiKey }, requestsPerMinute: 0, fetch });
}

/** Opens a world. `options` go to the server: faults, another state. */
export async function openFriday(options: Partial<EmulatorOptions> = {}): Promise<FridayWorld> {
  const morning = await fridayMorning();
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-friday-'));
  const emulator = await createEmulator({
    speed,
    data: join(folder, 'server'),
    state: morning.state,
    git: programGit({ [finpayDeployAddress]: morning.repository }),
    ...options,
  });
  const { url } = await emulator.listen();
  return {
    emulator,
    url,
    folder,
    env: {
      OCTOPUS_URL: url,
      OCTOPUS_API_KEY: emulator.keyOf('friday-train') ?? '',
      OCTOPUS_REQUESTS_PER_MINUTE: '0',
      KUBECONFIG: join(folder, 'server', 'kubeconfig'),
      OCTOTRAIN_SETTLE: '1s',
      OCTOTRAIN_AUTO_WAIT: '1s',
      OCTOTRAIN_POLL: '30ms',
    },
    as: (username) =>
      createOctopusClient({ url, auth: { apiKey: emulator.keyOf(username) ?? '' }, requestsPerMinute: 0 }),
    snapshot: () => emulator.snapshot(),
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
