import type { State } from '@octotrain/octopus-emulator';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { blur } from '../testing/blur.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { someSecrets, wholeLab } from '../testing/whole-lab.ts';
import { applyLab, planLab } from './apply-lab.ts';

const lab = wholeLab();
let matching: State;

beforeAll(async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab, secrets: someSecrets });
  matching = server.emulator.snapshot();
});

/** A server that tells everything in another way; `telling(seed)` chooses which. */
async function blurredServer() {
  let [seed, asked] = [0, 0];
  const server = await startLabServer({
    state: matching,
    async intercept(request, answer) {
      const response = await answer();
      if (request.method !== 'GET') throw new Error(`nothing is to be written: ${request.method} ${request.url}`);
      asked += 1;
      return Response.json(blur(await response.json(), seed + asked), { status: response.status });
    },
  });
  const telling = (chosen: number) => {
    [seed, asked] = [chosen, 0];
  };
  return { client: server.client, telling };
}

it('finds no difference in what a server orders, spells, leaves out or adds by itself', async () => {
  const { client, telling } = await blurredServer();

  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      telling(seed);
      const { writes, notInFile } = await planLab({ client, lab });
      expect(writes.map(({ change }) => change)).toEqual([]);
      expect(notInFile.filter(({ kind }) => kind !== 'user')).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

it.each([
  [
    'Colour: green',
    'Colour: grey',
    'tenant variables Bolt: web / Colour (Development), web / Colour (Staging), web / Colour (Production)',
  ],
  [
    'environments: [Production, Staging]',
    'environments: [Production]',
    'deployment process web: Approve: environments',
  ],
  ['tags: { EU: {}, US: {} }', 'tags: { US: {}, EU: {} }', 'tag set Region: tags'],
  [
    'value: info, scope: { steps: [Deploy],',
    'value: info, scope: { steps: [Tell],',
    'project variables web: Level (shop-k8s, Tell), Level (shop-k8s, Deploy)',
  ],
  [
    'charts/web/a.yaml, charts/web/b.yaml',
    'charts/web/b.yaml, charts/web/a.yaml',
    'deployment process web: Deploy: values',
  ],
])('still finds the one that is: %s', async (right, wrong, expected) => {
  const { client, telling } = await blurredServer();
  const changed = wholeLab([right, wrong]);

  for (const seed of [1, 2]) {
    telling(seed);
    const { writes } = await planLab({ client, lab: changed });
    const changes = writes.map(
      ({ change: { kind, name, fields } }) => `${kind} ${name}: ${fields.map(({ field }) => field).join(', ')}`,
    );
    expect(changes).toEqual([expected]);
  }
});
