import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
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

async function startChild(compactAtBytes?: number) {
  const atBytes = compactAtBytes === undefined ? [] : [`${compactAtBytes}`];
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', program, data, ...atBytes], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...(JSON.parse(line) as { url: string; key: string }) };
}

it('forgets nothing that was acknowledged before kill -9, and its lock does not outlive it', async () => {
  const { child, url, key } = await startChild();
  const dead = once(child, 'exit');
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
  // Its connections are gone before it is.
  await dead;

  const emulator = await createEmulator({ data });
  const kept = emulator.world.store.all('ProjectGroups').map((group) => group.Name);
  const events = emulator.world.store.all('Events').map((event) => event.Message);
  await emulator.close();

  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  expect(acknowledged.filter((name) => !kept.includes(name))).toEqual([]);
  expect(new Set(kept).size).toBe(kept.length);
  for (const name of acknowledged) expect(events).toContain(`Project group ${name} was created`);
}, 60_000);

it('forgets nothing when kill -9 comes while the journal is put into files of its own', async () => {
  const acknowledged: string[] = [];
  let halfDone = 0;
  for (let round = 0; halfDone < 2 && round < 8; round += 1) {
    const { child, url, key } = await startChild(1_500);
    const dead = once(child, 'exit');
    const until = acknowledged.length + 20;
    for (let number = 0; child.exitCode === null && !child.killed; number += 1) {
      const Name = `Group ${round}-${number}`;
      const response = await fetch(`${url}/api/projectgroups`, {
        method: 'POST',
        headers: { 'X-Octopus-ApiKey': key },
        body: JSON.stringify({ Name }),
      });
      if (response.status === 201) acknowledged.push(Name);
      if (acknowledged.length >= until && (await unnamedFiles()).length > 0) child.kill('SIGKILL');
    }
    await dead;
    if ((await unnamedFiles()).length > 0) halfDone += 1;
  }

  const emulator = await createEmulator({ data });
  const kept = emulator.world.store.all('ProjectGroups').map((group) => group.Name);
  const events = emulator.world.store.all('Events').map((event) => event.Message);
  const left = await unnamedFiles();
  await emulator.close();

  expect(halfDone).toBeGreaterThan(0);
  expect(left).toEqual([]);
  expect(acknowledged.filter((name) => !kept.includes(name))).toEqual([]);
  expect(new Set(kept).size).toBe(kept.length);
  for (const name of acknowledged) expect(events).toContain(`Project group ${name} was created`);
}, 60_000);

/** Files that a compaction has made, and that do not count yet. */
async function unnamedFiles(): Promise<readonly string[]> {
  const manifest = await readFile(join(data, 'manifest.json'), 'utf8').catch(() => '');
  const files = await readdir(data);
  return files.filter((name) => /^history-.*jsonl$/.test(name) && !manifest.includes(name));
}

it('tells of a journal that cannot be put into files of its own, where it is asked how the server is', async () => {
  const told: string[] = [];
  const emulator = await createEmulator({ data, compactAtBytes: 100_000, onTrouble: (message) => told.push(message) });
  const admin = personWith(emulator, emulator.administratorKey);
  const well = (await admin.get('/api/serverstatus/health')).body;
  // Where the next compaction wants its file.
  await mkdir(join(data, 'history-000002.jsonl'));
  for (let number = 0; told.length === 0; number += 1) {
    await admin.post('/api/projectgroups', { Name: `Group ${number}` });
  }

  expect(told).toEqual([expect.stringMatching(/^The journal in .* cannot be put into files of its own: EEXIST.*/)]);
  expect(well).toMatchObject({ Description: 'The node works normally.' });
  expect((await admin.get('/api/serverstatus/health')).body).toMatchObject({
    Description: 'The node works, but cannot tidy its data folder.',
    IsOperatingNormally: true,
  });
  expect((await admin.get('/api/serverstatus/logs')).body).toMatchObject([{ MessageText: told[0] }]);
  await emulator.close();
  expect(await readFile(join(data, 'manifest.json'), 'utf8')).toContain('history-');
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
