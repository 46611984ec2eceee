import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finpayDeployAddress, gitRunner, loadLab, makeDeployRepository, writeLab } from '@octotrain/lab-config';
import { programGit, type State, virtualClock } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { pullLab } from '../pull/pull-lab.ts';
import { killAfterWrites } from '../testing/killed.ts';
import { finpay, type Intercept, startLabServer } from '../testing/lab-server.ts';
import type { MorningEvent } from './events.ts';
import { bringToFridayMorning } from './friday-morning.ts';

const lab = finpay();
const morning = Date.parse('2026-11-20T08:00:00Z');
let folder: string;
let applied: State;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-friday-'));
  await makeDeployRepository({ directory: join(folder, 'deploy'), run: gitRunner });
  const server = await startLabServer({ clock: virtualClock(morning) });
  await applyLab({ client: server.client, lab });
  await registerAgents({ client: server.client, lab });
  applied = server.emulator.snapshot();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** FinPay with its agents, in virtual time. */
async function startWorld(intercept?: Intercept) {
  const clock = virtualClock(morning);
  const server = await startLabServer({
    clock,
    state: applied,
    git: programGit({ [finpayDeployAddress]: join(folder, 'deploy') }),
    fetch: async () => new Response('ok'),
    ...(intercept === undefined ? {} : { intercept }),
  });
  const { client, emulator, connect } = server;
  const events: MorningEvent[] = [];
  async function sleep(ms: number): Promise<void> {
    await emulator.world.background.settled();
    clock.advance(ms);
    await emulator.world.background.settled();
  }
  const bring = (keyOf = emulator.keyOf) =>
    bringToFridayMorning({
      client,
      keyOf,
      connect,
      clock: { now: clock.now, sleep },
      onProgress: (event) => events.push(event),
    });
  return { ...server, events, bring };
}

/** Where releases stand, as the server's own progression says, and every deployment that did not succeed. */
async function standingsOf({ client }: Awaited<ReturnType<typeof startWorld>>) {
  const stands: string[] = [];
  const others: string[] = [];
  for (const name of ['Payments', 'Merchants']) {
    const space = await client.space(name);
    const environments = await space.environments.all();
    const tenants = await space.tenants.all();
    for (const project of await space.projects.all()) {
      const params = { path: { spaceId: space.id, projectId: project.Id } };
      const { data } = await client.api.GET('/api/{spaceId}/progression/{projectId}', { params });
      for (const item of data.Releases.flatMap(({ Deployments }) => Object.values(Deployments).flat())) {
        const environment = environments.find(({ Id }) => Id === item.EnvironmentId)?.Name;
        const tenant = tenants.find(({ Id }) => Id === item.TenantId)?.Name;
        const text = [project.Name, item.ReleaseVersion, environment, ...(tenant ? [tenant] : [])].join(' ');
        (item.State === 'Success' ? stands : others).push(text);
      }
    }
  }
  return { stands: stands.toSorted(), others };
}

const fridayMorning = [
  'fraud-detector 1.0.0 Development',
  'fraud-detector 1.0.0 Production',
  'fraud-detector 1.0.0 Staging',
  'kyc-service 1.0.0 Development',
  'kyc-service 1.0.0 Staging',
  'merchant-portal 1.0.0 Development',
  'merchant-portal 1.0.0 Development Acme Corp',
  'merchant-portal 1.0.0 Development EuroShop',
  'merchant-portal 1.0.0 Production Acme Corp',
  'merchant-portal 1.0.0 Production EuroShop',
  'merchant-portal 1.0.0 Staging Acme Corp',
  'merchant-portal 1.0.0 Staging EuroShop',
  'payments-api 1.0.0 Development',
  'payments-api 1.0.0 Production',
  'payments-api 1.0.0 Staging',
];

it('puts everything where it stands on Friday morning, approved by people who may', async () => {
  const world = await startWorld();

  expect(await world.bring()).toEqual({ ok: true });

  expect(await standingsOf(world)).toEqual({ stands: fridayMorning, others: [] });
  const approvals = world.events.flatMap((one) => (one.event === 'approved' ? [`${one.title}: ${one.by}`] : []));
  expect(approvals.toSorted()).toEqual(['Compliance Sign-Off: priya.sharma', 'Risk Team Approval: marcus.webb']);
});

it('does nothing to a world that is there already', async () => {
  const world = await startWorld();
  await world.bring();
  const writes = world.writes().length;

  expect(await world.bring()).toEqual({ ok: true });
  expect(world.writes().length).toBe(writes);
});

it('is pulled as a lab that plans to no change', async () => {
  const world = await startWorld();
  await world.bring();

  const pulled = await pullLab({ client: world.client, name: 'FinPay' });

  const loaded = loadLab({ text: 'lab' in pulled ? writeLab(pulled.lab) : '', file: 'pulled.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const plan = await planLab({ client: world.client, lab: loaded.lab });
  expect(plan.writes.map(({ change }) => change)).toEqual([]);
  expect('lab' in pulled && pulled.leftOut.map(({ kind }) => kind)).toEqual(Array(3).fill('members of a team'));
});

it('goes on after a kill behind every third write, without deploying anything twice', async () => {
  const killer = killAfterWrites(3);
  const world = await startWorld(killer.intercept);

  let lives = 0;
  for (; lives < 30; lives += 1) {
    const outcome = await world.bring().catch(() => undefined);
    killer.revive(3);
    if (outcome?.ok) break;
  }

  expect(lives).toBeGreaterThan(3);
  killer.revive(Number.POSITIVE_INFINITY);
  expect(await standingsOf(world)).toEqual({ stands: fridayMorning, others: [] });
  const deployments = world.emulator.world.store.all('Deployments');
  expect(deployments.length).toBe(fridayMorning.length);
});

it('says what nobody may answer', async () => {
  const world = await startWorld();

  const result = await world.bring((username) =>
    username === 'alex.rivera' ? world.emulator.keyOf(username) : undefined,
  );

  expect(result).toMatchObject({
    ok: false,
    failures: [{ message: expect.stringContaining('nobody with a key may answer') }],
  });
});
