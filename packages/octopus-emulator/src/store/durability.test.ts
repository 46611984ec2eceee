import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { personWith } from '../testing/people.ts';
import { FolderInUseError } from './folder-lock.ts';

const program = fileURLToPath(new URL('../testing/kept-server.ts', import.meta.url));

let data: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'octopus-data-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

async function startChild() {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', program, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...(JSON.parse(line) as { url: string; key: string }) };
}

it('forgets nothing that was acknowledged before kill -9, and its lock does not outlive it', async () => {
  const { child, url, key } = await startChild();
  await expect(createEmulator({ data })).rejects.toThrow(FolderInUseError);

  const acknowledged: string[] = [];
  let killed = false;
  async function write(worker: number): Promise<void> {
    for (let number = 0; !killed; number += 1) {
      const Name = `Group ${worker}-${number}`;
      const response = await fetch(`${url}/api/projectgroups`, {
        method: 'POST',
        headers: { 'X-Octopus-ApiKey': key },
        body: JSON.stringify({ Name }),
      }).catch(() => undefined);
      if (response?.status === 201) acknowledged.push(Name);
      if (acknowledged.length >= 100 && !killed) {
        killed = true;
        child.kill('SIGKILL');
      }
    }
  }
  await Promise.all([1, 2, 3, 4].map(write));

  const emulator = await createEmulator({ data });
  const kept = emulator.world.store.all('ProjectGroups').map((group) => group.Name);
  const events = emulator.world.store.all('Events').map((event) => event.Message);
  await emulator.close();

  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  expect(acknowledged.filter((name) => !kept.includes(name))).toEqual([]);
  expect(new Set(kept).size).toBe(kept.length);
  for (const name of acknowledged) expect(events).toContain(`Project group ${name} was created`);
});

it('goes on with the same keys, ids and documents after a restart', async () => {
  const first = await createEmulator({ data });
  const admin = personWith(first, first.administratorKey);
  await admin.post('/api/users', { Username: 'sarah.chen', DisplayName: 'Sarah Chen' });
  const before = first.snapshot();
  await first.close();

  const second = await createEmulator({ data });
  const keys = JSON.parse(await readFile(join(data, 'keys.json'), 'utf8'));
  const made = await personWith(second, second.administratorKey).post('/api/users', {
    Username: 'x',
    DisplayName: 'x',
  });

  expect(second.snapshot().documents.Projects).toEqual(before.documents.Projects);
  expect(keys).toEqual({ admin: first.administratorKey, 'sarah.chen': second.keyOf('sarah.chen') });
  expect(made.body.Id).toBe('Users-3');
  expect((await personWith(second, keys['sarah.chen']).get('/api/users/me')).body.Username).toBe('sarah.chen');
  await second.close();
});

it('keeps its files to itself', async () => {
  const emulator = await createEmulator({ data });
  await emulator.listen();

  const files = await readdir(data);
  const modes = await Promise.all(files.map(async (name) => (await stat(join(data, name))).mode & 0o777));
  await emulator.close();

  expect(files).toEqual(
    expect.arrayContaining([
      'keys.json',
      'kubeconfig',
      expect.stringMatching(/^journal-\d+\.jsonl$/),
      expect.stringMatching(/^server\..*\.lock$/),
    ]),
  );
  // Windows has no such bits.
  if (process.platform !== 'win32') expect(new Set(modes)).toEqual(new Set([0o600]));
});

it('starts a new folder from a given state, and keeps that too', async () => {
  const origin = await createEmulator();
  await personWith(origin, origin.administratorKey).post('/api/environments', { Name: 'Development' });

  const first = await createEmulator({ data, state: origin.snapshot() });
  await first.close();
  const second = await createEmulator({ data });

  expect(second.administratorKey).toBe(origin.administratorKey);
  expect(second.world.store.all('Environments')).toMatchObject([{ Name: 'Development' }]);
  await second.close();
});
