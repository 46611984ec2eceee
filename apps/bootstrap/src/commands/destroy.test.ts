import { applyLab } from '@octotrain/lab-apply';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator, type State } from '@octotrain/octopus-emulator';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noServer, runBootstrap, type Setting } from '../testing/run-bootstrap.ts';

let standing: State;
let emulator: Emulator;

function clientOf(server: Emulator): OctopusClient {
  const auth = { apiKey: server.administratorKey };
  return createOctopusClient({
    url: 'http://octopus',
    auth,
    requestsPerMinute: 0,
    fetch: (request) => server.fetch(request),
  });
}

beforeAll(async () => {
  const server = await createEmulator();
  const loaded = loadLab(finpayLab);
  if (!loaded.ok) throw new Error('FinPay is right');
  await applyLab({ client: clientOf(server), lab: loaded.lab });
  standing = server.snapshot();
});

beforeEach(async () => {
  emulator = await createEmulator({ state: standing });
});

function destroy(words: readonly string[], setting: Partial<Setting> = {}) {
  return runBootstrap(['destroy', ...words], {
    fetch: (request) => emulator.fetch(request),
    ...setting,
    env: { OCTOPUS_API_KEY: emulator.administratorKey, ...setting.env },
  });
}

async function spaceNames(): Promise<readonly string[]> {
  return (await clientOf(emulator).api.GET('/api/spaces/all')).data.map(({ Name }) => Name).toSorted();
}

const all = ['Merchants', 'Payments', 'Platform'];

describe('before it asks anything of a server', () => {
  it.each([
    ['does not take --yes for an answer', ['--yes'], /--yes-destroy/],
    ['wants the name where nobody can be asked', [], /--yes-destroy with that name.*--dry-run/],
    [
      'wants the very name',
      ['--yes-destroy', 'finpay'],
      /says "finpay", and the lab is called "FinPay": nothing was removed/,
    ],
  ])('%s, and ends with 64', async (_what, words, expected) => {
    const { code, stdout, stderr } = await destroy(words, { fetch: noServer });

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(expected);
  });
});

it('shows what would go, and removes nothing, when asked to look only', async () => {
  const { code, stdout, asked } = await destroy(['--dry-run']);

  expect({ code, asked }).toEqual({ code: 0, asked: [] });
  expect(stdout).toMatch(/^Space Platform is emptied and named Default again\n {2}with \d+ environments, /m);
  expect(stdout).toMatch(/^Space Payments is deleted\n {2}with \d+ environments, [^-]* 2 projects/m);
  expect(stdout).toMatch(/^The whole server\n/m);
  expect(stdout).toMatch(/^ {2}- remove team Risk Team$/m);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(await spaceNames()).toEqual(all);
});

it('asks for the name, and removes nothing for another one', async () => {
  const { code, stderr, asked } = await destroy([], { isTTY: true, answer: 'yes' });

  expect(code).toBe(1);
  expect(asked).toEqual(['Type the name of the lab, FinPay, to remove all this: ']);
  expect(stderr).toMatch(/that is not its name: nothing was removed\n/);
  expect(await spaceNames()).toEqual(all);
});

it('removes all when the name is typed, proves it, and then has nothing to do', async () => {
  const removed = await destroy([], { isTTY: true, answer: 'FinPay' });

  expect(removed.code).toBe(0);
  expect(removed.stderr).toMatch(/\[ ?1\/\d+\] delete space \w+ /);
  expect(removed.stderr).toMatch(/\n\d+ requests: \d+ reads, \d+ writes\n$/);
  expect(removed.stdout).toMatch(/\nRemoved all of FinPay in \d+ steps\. Verified: nothing of it is left\.\n$/);
  expect(await spaceNames()).toEqual(['Default']);

  const again = await destroy(['--yes-destroy', 'FinPay']);
  expect(again).toMatchObject({ code: 0, stdout: 'Nothing of FinPay is on the server.\n' });
});

it('names what the file does not know and stops, unless it is told to take it along', async () => {
  const { api, space } = clientOf(emulator);
  const { id: spaceId } = await space('Merchants');
  await api.POST('/api/{spaceId}/environments', { params: { path: { spaceId } }, body: { Name: 'Sandbox' } });

  const stopped = await destroy(['--yes-destroy', 'FinPay']);

  expect(stopped.code).toBe(1);
  expect(stopped.stdout).toMatch(/^Not in the file, and would go too:\n {2}environment Sandbox in Merchants$/m);
  expect(stopped.stderr).toMatch(/a thing would go that the file does not know.*--with-unknown/s);
  expect(await spaceNames()).toEqual(all);

  const gone = await destroy(['--yes-destroy', 'FinPay', '--with-unknown', '--json']);
  const document = JSON.parse(gone.stdout);
  expect(gone.code).toBe(0);
  expect(document).toMatchObject({ schema: 1, lab: 'FinPay', verified: true, openTasks: [] });
  expect(document.unknown).toEqual([{ kind: 'environment', space: 'Merchants', name: 'Sandbox' }]);
  expect(await spaceNames()).toEqual(['Default']);
});

it('keeps people when told to', async () => {
  const { code, stdout } = await destroy(['--yes-destroy', 'FinPay', '--keep-people']);

  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}user alex\.rivera: people are to be kept$/m);
  const { data } = await clientOf(emulator).api.GET('/api/users/all');
  expect(data.map(({ Username }) => Username)).toContain('alex.rivera');
});

it('stops in good order at Ctrl-C, and goes on when it is run again', async () => {
  const interrupt = new AbortController();
  let writes = 0;
  const fetch = (request: Request) => {
    if (request.method !== 'GET') writes += 1;
    if (writes === 12) interrupt.abort(new DOMException('interrupted', 'AbortError'));
    return emulator.fetch(request);
  };

  const first = await destroy(['--yes-destroy', 'FinPay'], { fetch, signal: interrupt.signal });
  const second = await destroy(['--yes-destroy', 'FinPay']);

  expect(first.code).toBe(130);
  expect(first.stderr).toMatch(/run it again to go on/);
  expect(second.code).toBe(0);
  expect(await spaceNames()).toEqual(['Default']);
});
