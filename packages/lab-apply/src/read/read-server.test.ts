import { beforeAll, expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { finpay, type LabServer, startLabServer } from '../testing/lab-server.ts';
import { readServer, readWholeServer } from './read-server.ts';

const lab = finpay();
let server: LabServer;

beforeAll(async () => {
  server = await startLabServer();
  await applyLab({ client: server.client, lab });
});

/** What is asked while something is done. */
async function askedBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = server.sent.length;
  await work();
  return server.sent.slice(before).map(({ method, path }) => `${method} ${path}`);
}

it('asks less than forty questions for a plan of FinPay that finds nothing to do', async () => {
  const asked = await askedBy(async () => {
    expect((await planLab({ client: server.client, lab })).writes.map(({ change }) => change)).toEqual([]);
  });

  expect(asked.length).toBeLessThan(40);
  expect(new Set(asked).size).toBe(asked.length);
  await expect(`${asked.length} requests\n${asked.toSorted().join('\n')}\n`).toMatchFileSnapshot(
    '__snapshots__/empty-plan-of-finpay.txt',
  );
});

it('asks no more than so many at once', async () => {
  let [inside, most] = [0, 0];
  const crowded = await startLabServer({
    state: server.emulator.snapshot(),
    async intercept(_request, answer) {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      const response = await answer();
      inside -= 1;
      return response;
    },
  });

  await readServer({ client: crowded.client, lab });

  expect(most).toBe(12);
});

it('names channels and runbooks that the file does not speak of without asking for them', async () => {
  const meddled = await startLabServer({ state: server.emulator.snapshot() });
  const { id: spaceId, projects } = await meddled.client.space('Merchants');
  const { Id: ProjectId } = await projects.get('kyc-service');
  const inSpace = { params: { path: { spaceId } } };
  await meddled.client.api.POST('/api/{spaceId}/channels', { ...inSpace, body: { Name: 'Side Door', ProjectId } });
  await meddled.client.api.POST('/api/{spaceId}/runbooks', { ...inSpace, body: { Name: 'Surprise', ProjectId } });
  const before = meddled.sent.length;

  const { notInFile } = await planLab({ client: meddled.client, lab });

  expect(notInFile.filter(({ space }) => space !== undefined)).toEqual([
    { kind: 'channel', space: 'Merchants', name: 'kyc-service / Side Door' },
    { kind: 'runbook', space: 'Merchants', name: 'kyc-service / Surprise' },
  ]);
  const asked = meddled.sent.slice(before).map(({ path }) => path);
  expect(asked.filter((path) => path.includes(spaceId) && /channels|runbook/.test(path))).toEqual([]);
});

it('reads all that any file could speak of when it is asked to', async () => {
  const spoken = await readServer({ client: server.client, lab });
  const whole = await readWholeServer({ client: server.client });

  const names = ({ found }: typeof whole) =>
    new Set(found.map(({ address }) => `${address.kind} ${address.space} ${address.name}`));
  const missing = [...names(spoken)].filter((name) => !names(whole).has(name));
  expect(missing).toEqual([]);
  expect(names(whole).has('project group Payments Default Project Group')).toBe(true);
  expect(names(spoken).has('project group Payments Default Project Group')).toBe(false);
});

it('gives up all other questions when one of them fails', async () => {
  let asked = 0;
  const failing = await startLabServer({
    state: server.emulator.snapshot(),
    async intercept(request, answer) {
      asked += 1;
      if (request.url.endsWith('/api/userroles/all')) return new Response('{"ErrorMessage":"no"}', { status: 403 });
      return answer();
    },
  });

  await expect(readServer({ client: failing.client, lab })).rejects.toThrow(/no/);
  expect(asked).toBe(5);
});
