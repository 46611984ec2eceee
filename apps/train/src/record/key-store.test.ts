import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import type { TrainRecord } from '@octotrain/train-engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { freeKey, type KeyState } from './key-state.ts';
import { type KeyStore, variableKeyStore } from './key-store.ts';

let emulator: Emulator;
let record: TrainRecord;
/** Requests in the order they came in. */
let requests: string[];

/** A client of its own, as every machine has; `around` stands between it and the server. */
function client(around: (request: Request, send: () => Promise<Response>) => Promise<Response> = (_, send) => send()) {
  return createOctopusClient({
    url: 'http://octopus.invalid',
    auth: { apiKey: emulator.administratorKey },
    requestsPerMinute: 0,
    clock: { now: () => 0, sleep: () => Promise.resolve(), startTimer: () => () => undefined },
    fetch: (request) => {
      requests.push(`${request.method} ${new URL(request.url).pathname}`);
      return around(request, () => emulator.fetch(request));
    },
  });
}

function storeOf(of: OctopusClient = client()): KeyStore {
  return variableKeyStore(of.api, record, Date.now);
}

beforeEach(async () => {
  requests = [];
  emulator = await createEmulator();
  const { api } = client();
  const path = { spaceId: 'Spaces-1' };
  const groups = (await api.GET('/api/{spaceId}/projectgroups/all', { params: { path } })).data;
  const lifecycles = (await api.GET('/api/{spaceId}/lifecycles/all', { params: { path } })).data;
  const body = { Name: 'Release Trains', ProjectGroupId: groups[0]?.Id ?? '', LifecycleId: lifecycles[0]?.Id ?? '' };
  const project = (await api.POST('/api/{spaceId}/projects', { params: { path }, body })).data;
  const params = { path: { ...path, id: project.VariableSetId } };
  const Variables = [{ Name: 'Train.Team', Value: 'Risk Team' }];
  await api.PUT('/api/{spaceId}/variables/{id}', { params, body: { Version: 0, Variables } });
  record = {
    space: { id: 'Spaces-1', name: 'Default' },
    project: { id: project.Id, name: project.Name },
    variableSetId: project.VariableSetId,
  };
  requests = [];
});

/** Counts one up; the answer is what it came to. */
function countUp(state: KeyState | null): { write: KeyState; answer: number } {
  const fence = (state?.fence ?? 0) + 1;
  return { write: { ...(state ?? freeKey), fence }, answer: fence };
}

describe('the keys of a server', () => {
  it('are not there until the first change, and then kept beside what others keep', async () => {
    const store = storeOf();
    expect((await store.read('friday')).state).toBeNull();

    await store.change('friday', countUp);
    await store.change('monday', countUp);

    expect(await storeOf().readAll()).toEqual(
      new Map([
        ['friday', { ...freeKey, fence: 1 }],
        ['monday', { ...freeKey, fence: 1 }],
      ]),
    );
    const names = emulator.world.store.get('Variables', record.variableSetId)?.Variables.map(({ Name }) => Name);
    expect(names).toEqual(['Train.Team', 'Train.Lock[friday]', 'Train.Lock[monday]']);
  });

  it('lose no change when many machines change one at once', async () => {
    const machines = Array.from({ length: 6 }, () => storeOf(client()));

    const answers = await Promise.all(machines.map((store) => store.change('friday', countUp)));

    expect(answers.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await storeOf().read('friday')).state?.fence).toBe(6);
  });

  it('are changed once when the answer got lost and the change is there: whoever decides sees it', async () => {
    let lost = false;
    const store = storeOf(
      client(async (request, send) => {
        const answer = await send();
        if (request.method !== 'PUT' || lost) return answer;
        lost = true;
        throw new TypeError('fetch failed');
      }),
    );

    const answer = await store.change('friday', (state) =>
      state?.run === 'run-1'
        ? { write: null, answer: 'mine' }
        : { write: { ...freeKey, run: 'run-1' }, answer: 'mine' },
    );

    expect(lost).toBe(true);
    expect(answer).toBe('mine');
    expect((await store.read('friday')).state?.run).toBe('run-1');
  });

  it('take many changes of one process in one write, and many questions in one request', async () => {
    const store = storeOf();

    await Promise.all(Array.from({ length: 50 }, (_, at) => store.change(`train-${at}`, countUp)));
    expect(requests.filter((each) => each.startsWith('PUT')).length).toBeLessThanOrEqual(2);

    requests = [];
    await Promise.all(Array.from({ length: 50 }, (_, at) => store.read(`train-${at}`)));
    expect(requests).toHaveLength(1);
  });

  it('are told with the time of the server, whatever the machine’s own clock says', async () => {
    const atServer = emulator.world.clock.now();

    const { at } = await variableKeyStore(client().api, record, () => 7).read('friday');

    expect(Math.abs(at - atServer)).toBeLessThan(10_000);
  });

  it('write nothing when there is nothing to change', async () => {
    await storeOf().change('friday', () => ({ write: null, answer: null }));

    expect(requests.map((each) => each.split(' ')[0])).toEqual(['GET']);
  });

  it('answer with what holds after the question, not with what an earlier question is being told', async () => {
    let slow: (() => void) | undefined;
    const reader = storeOf(
      client(async (_, send) => {
        const answer = await send();
        if (!slow) await new Promise<void>((resolve) => (slow = resolve));
        return answer;
      }),
    );
    const early = reader.read('friday');
    await expect.poll(() => slow).toBeDefined();
    await storeOf().change('friday', countUp);

    const late = reader.read('friday');
    slow?.();

    expect([(await early).state, (await late).state?.fence]).toEqual([null, 1]);
  });

  it('are left out where somebody wrote something else into them', async () => {
    const params = { path: { spaceId: 'Spaces-1', id: record.variableSetId } };
    const { api } = client();
    const { data } = await api.GET('/api/{spaceId}/variables/{id}', { params });
    const Variables = [...data.Variables, { Name: 'Train.Lock[friday]', Value: 'hands off' }];
    await api.PUT('/api/{spaceId}/variables/{id}', { params, body: { Version: data.Version, Variables } });

    expect((await storeOf().read('friday')).state).toBeNull();
    expect(await storeOf().change('friday', countUp)).toBe(1);
  });

  it('cannot be asked where the account may not: that is trouble with the server, and nothing is written', async () => {
    const denied = client(async () => Response.json({ ErrorMessage: 'no', Errors: [] }, { status: 403 }));

    await expect(storeOf(denied).change('friday', countUp)).rejects.toMatchObject({
      name: 'ServerTrouble',
      code: 'forbidden',
    });
  });
});
