import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { acquireFileLock, writeWhole } from '@octotrain/durable-files';
import { finpayDeployAddress, gitRunner, makeDeployRepository } from '@octotrain/lab-config';
import { createEmulator, programGit } from '@octotrain/octopus-emulator';
import type { Settings } from '@octotrain/train-engine';
import { clientsOf } from '../connect/clients.ts';
import type { Connecting, ConnectOptions } from '../connect/connection.ts';
import type { Edges } from '../connect/edges.ts';
import { userAgent } from '../connect/user-agent.ts';
import { labPeople } from '../people/lab-people.ts';
import { readSettings, settingsForSpeed } from '../run/settings.ts';
import { shortPath } from '../view/short-path.ts';
import { makeWorld } from './world.ts';

/** How many times faster than real the rehearsed work goes. */
const speed = 30;

/** The lab's account for trains, and whoever asks for them when nobody is named. */
const trainAccount = 'friday-train';
const usualRequester = 'alex.rivera';

/** Where a rehearsal is to be found while it runs. */
interface Address {
  readonly url: string;
  readonly administratorKey: string;
}

/**
 * Starts the embedded server in this process, in the world it was left in, or finds the one that another process has open. The first time, the
 * world is made.
 */
export async function startRehearsal(options: ConnectOptions): Promise<Connecting> {
  const { env, cwd, state, fresh, edges, say } = options;
  const folder = join(state, 'rehearsal');
  const settings = readSettings(env, settingsForSpeed(speed));
  if (!settings.ok) return { ok: false, exit: 'usage', message: settings.message, hint: 'mend it, or leave it unset' };
  const lock = await acquireFileLock({
    folder: join(state, 'locks'),
    name: 'rehearsal',
    what: 'the embedded server',
    now: () => new Date().toISOString(),
  });
  if (!lock.ok) {
    const address = fresh ? undefined : await readAddress(folder);
    if (address) {
      say(`rehearsal on the embedded Octopus server of another process · ${address.url} · ${shortPath(folder, cwd)}`);
      return connected({ folder, address, settings: settings.settings, edges, close: async () => {} });
    }
    const by = lock.holder ? `process ${lock.holder.pid}` : 'another process';
    return {
      ok: false,
      exit: 'heldByAnother',
      message: `the rehearsal in ${folder} is open in ${by}`,
      hint: 'end that one first',
    };
  }
  try {
    say(
      `rehearsal on the embedded Octopus server (no OCTOPUS_URL) · world: Friday morning · ${shortPath(folder, cwd)}`,
    );
    if (fresh) await rm(folder, { recursive: true, force: true });
    const server = await serve(folder, options);
    if ('problem' in server) {
      await lock.release();
      return { ok: false, exit: 'usage', ...server.problem };
    }
    const close = async () => {
      await server.close();
      await rm(join(folder, 'address.json'), { force: true });
      await lock.release();
    };
    return await connected({ folder, address: server.address, settings: settings.settings, edges, close });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function serve(
  folder: string,
  { say, signal }: Pick<ConnectOptions, 'say' | 'signal'>,
): Promise<{ address: Address; close(): Promise<void> } | { problem: { message: string; hint: string } }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const repository = await makeDeployRepository({ directory: join(folder, 'finpay-deploy'), run: gitRunner });
  if (!repository.ok) return { problem: { message: repository.message, hint: repository.hint } };
  const emulator = await createEmulator({
    data: join(folder, 'server'),
    speed,
    // This server dies with the process that rehearses; what it was doing goes on when it is started again.
    onRestart: 'continue',
    git: programGit({ [finpayDeployAddress]: repository.directory }),
  });
  const listening = await emulator.listen({});
  const address = { url: listening.url, administratorKey: emulator.administratorKey };
  await writeWhole(join(folder, 'address.json'), JSON.stringify(address), { ownerOnly: true });
  const ready = join(folder, 'world.json');
  try {
    if (!(await isThere(ready))) {
      await makeWorld({ ...address, keyOf: emulator.keyOf, pollMs: settingsForSpeed(speed).pollMs, signal, say });
      await writeWhole(ready, JSON.stringify({ world: 'Friday morning' }), { ownerOnly: true });
    }
  } catch (error) {
    await emulator.close();
    throw error;
  }
  return {
    address,
    close: () => emulator.close(),
  };
}

async function connected(options: {
  folder: string;
  address: Address;
  settings: Settings;
  edges: Edges;
  close: () => Promise<void>;
}): Promise<Connecting> {
  const { folder, address, settings, edges, close } = options;
  const keys = JSON.parse(await readFile(join(folder, 'server', 'keys.json'), 'utf8')) as Readonly<
    Record<string, string>
  >; // written by the embedded server
  const clients = clientsOf({
    url: address.url,
    auth: { apiKey: keys[trainAccount] ?? '' },
    requestsPerMinute: 0,
    userAgent,
    edges,
  });
  const kubeconfig = { path: join(folder, 'server', 'kubeconfig') };
  const rehearsal = {
    folder,
    requester: keys[usualRequester] ? usualRequester : null,
    people: labPeople({ ...address, keys }),
  };
  return {
    ok: true,
    connection: { ...clients, url: clients.client.url, rehearsal, settings, kubeconfig, clock: edges.clock, close },
  };
}

async function readAddress(folder: string): Promise<Address | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'address.json'), 'utf8')) as Address; // written by `serve`
  } catch {
    // Not there yet, or just gone: the other process is starting or stopping.
    return undefined;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
