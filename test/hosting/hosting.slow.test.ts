import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readToken } from '@octotrain/train-engine';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { friday } from '../crash/trains.ts';
import { type Approver, startApprover } from '../support/approver.ts';
import { bundle } from '../support/bundle.ts';
import { type CountingProxy, openCountingProxy } from '../support/counting-proxy.ts';
import { type FridayWorld, openFriday } from '../support/friday-world.ts';
import { endPrograms } from '../support/programs.ts';
import { sampleOf } from '../support/sample.ts';
import { added, standings } from '../support/standing.ts';
import { freshProcesses, type Hosted, type Hosting, localLoop, type Yard } from './hosts.ts';
import { beginWaiting, keyOf } from './many-trains.ts';

let bundles: string;

beforeAll(async () => {
  bundles = await mkdtemp(join(tmpdir(), 'octotrain-hosts-'));
  await bundle({ entry: 'test/hosting/second-host.ts', outfile: join(bundles, 'second-host.mjs') });
}, 60_000);
afterAll(async () => {
  await endPrograms();
  await rm(bundles, { recursive: true, force: true });
});

/** What Friday leaves on the server when nobody disturbs it: nine stops, two that the server adds, two approvals by runbook. */
const deployments = 13;

/** How many trains wait side by side: to begin them takes longest. */
const trains = process.env.OCTOTRAIN_SWEEP === 'all' ? 500 : 200;

describe.each<[string, Hosting]>([
  [localLoop.name, localLoop],
  [freshProcesses.name, freshProcesses],
])('slow, for hosts are processes: %s', (_, hosting) => {
  let world: FridayWorld;
  let proxy: CountingProxy;
  let approver: Approver | undefined;
  let yard: Yard;
  let before: readonly string[];
  let hosts: Hosted[];

  beforeEach(async () => {
    world = await openFriday();
    proxy = await openCountingProxy(world.url);
    const env = { ...world.env, OCTOPUS_URL: proxy.url, OCTOTRAIN_POLL: '100ms' };
    yard = { folder: world.folder, env, secondHost: join(bundles, 'second-host.mjs') };
    before = await standings(world.as('admin'));
    hosts = [];
    approver = undefined;
  }, 60_000);
  afterEach(async () => {
    await Promise.all(hosts.map((host) => host.kill()));
    await approver?.stop();
    await proxy.close();
    await world.close();
  });

  function start(): Hosted {
    const host = hosting.start(yard);
    hosts.push(host);
    return host;
  }

  async function untilEnded(train = 'friday'): Promise<void> {
    await expect.poll(() => keyOf(world, train)?.left?.outcome, { timeout: 120_000, interval: 20 }).toBe('done');
  }

  async function expectWhole(): Promise<void> {
    const posted = [...world.emulator.world.store.all('Deployments'), ...world.emulator.world.store.all('RunbookRuns')];
    const tokens = posted.flatMap((each) => {
      const token = readToken(each.Comments);
      return token ? [[token.run, token.car, each.EnvironmentId, each.TenantId].join(' ')] : [];
    });
    expect(tokens.filter((each, at) => tokens.indexOf(each) !== at)).toEqual([]);
    const after = added(before, await standings(world.as('admin')));
    expect(after).toHaveLength(deployments);
    expect(after.filter((line) => !line.endsWith('Success'))).toEqual([]);
  }

  it('goes on when it is killed again and again', async () => {
    await hosting.begin(yard, friday.file);
    approver = startApprover(world, 'marcus.webb');

    // So long each process lives; drawn once.
    const livesMs = sampleOf(
      Array.from({ length: 40 }, (_, at) => 60 + at * 20),
      { share: 0.3, seed: 3 },
    );
    for (const ms of livesMs) {
      const host = start();
      await delay(ms);
      await host.kill();
    }
    start();
    await untilEnded();

    await expectWhole();
  });

  it('goes on when it stood still for a while', async () => {
    await hosting.begin(yard, friday.file);
    approver = startApprover(world, 'marcus.webb');
    const host = start();

    for (const ms of [150, 350, 250, 450]) {
      await delay(ms);
      host.pause();
      await delay(600);
      host.goOn();
    }
    await untilEnded();

    await expectWhole();
  });

  it('may have two workers at one train, which do nothing twice', async () => {
    await hosting.begin(yard, friday.file);
    approver = startApprover(world, 'marcus.webb');

    start();
    start();
    await untilEnded();

    await expectWhole();
  });

  it('takes an answer that came before anybody waited for it', async () => {
    await hosting.begin(yard, friday.file);
    const { store } = world.emulator.world;
    const asked = store.all('Interruptions').filter(({ IsPending }) => IsPending);
    expect(asked).toHaveLength(1);
    approver = startApprover(world, 'marcus.webb');
    await expect.poll(() => store.all('Interruptions').every(({ IsPending }) => !IsPending)).toBe(true);
    await approver.stop();
    approver = startApprover(world, 'marcus.webb');

    start();
    await untilEnded();

    await expectWhole();
  });

  it(`keeps ${trains} trains that wait, with few requests, and goes on with the one that is answered`, async () => {
    const settings = { OCTOTRAIN_POLL: '1s' };
    const many = { ...yard, env: { ...yard.env, ...settings } };
    await beginWaiting({ world, yard: many, hosting, trains });
    const host = hosting.start(many);
    hosts.push(host);
    await quiet(proxy);

    const from = proxy.requests.length;
    const measuredMs = 10_000;
    await delay(measuredMs);
    const requests = proxy.requests.length - from;
    const { answeredAt, deployedAt } = await answerOne(world, `bulk-${trains / 2}`);
    const perMinute = Math.round((requests / measuredMs) * 60_000);
    const peakMb = await host.peakMb();

    console.log(
      `${hosting.name}: ${trains} waiting trains, ${perMinute} requests a minute (${(requests / (trains * (measuredMs / 60_000))).toFixed(2)} for each train), ${peakMb} MB at most, ${deployedAt - answeredAt} ms from an answer to the next deployment`,
    );
    // Each on its own would ask at least once a second.
    expect(requests).toBeLessThan((trains * measuredMs) / 1_000 / 10);
    expect(peakMb).toBeLessThan(1_500);
  });
});

/** Resolves when a host that was just started has looked at all its trains, and goes on evenly. */
async function quiet(proxy: CountingProxy): Promise<void> {
  for (let last = -1, calm = 0; calm < 2; ) {
    const seen = proxy.requests.length;
    await delay(2_000);
    const asked = proxy.requests.length - seen;
    calm = asked > 0 && asked <= Math.max(last, 30) ? calm + 1 : 0;
    last = asked;
  }
}

/** Marcus says yes to one train; when its deployment is there. */
async function answerOne(world: FridayWorld, train: string): Promise<{ answeredAt: number; deployedAt: number }> {
  const { store } = world.emulator.world;
  const run = store.all('RunbookRuns').find((each) => readToken(each.Comments)?.run.startsWith(`${train}-`));
  const question = store.all('Interruptions').find((each) => each.TaskId === run?.TaskId);
  if (!question) throw new Error(`${train} does not wait for anybody`);
  const ref = { spaceId: question.SpaceId, interruptionId: question.Id };
  const { interruptions } = world.as('marcus.webb');
  await interruptions.takeResponsibility(ref);
  await interruptions.submit({ ...ref, result: 'Proceed', notes: 'looks good' });
  const answeredAt = Date.now();
  const isDeployed = () =>
    store.all('Deployments').some((each) => readToken(each.Comments)?.run.startsWith(`${train}-`));
  await expect.poll(isDeployed, { timeout: 120_000, interval: 5 }).toBe(true);
  return { answeredAt, deployedAt: Date.now() };
}
