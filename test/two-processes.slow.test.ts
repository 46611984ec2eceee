import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OctopusProcess, startFinPay, startOctopus } from './support/octopus-process.ts';
import { endPrograms, runBuilt } from './support/programs.ts';
import { standings } from './support/standing.ts';

const friday = ['friday.yaml', '--requested-by', 'nina.okafor'];
const resumeLine = /^resume +pnpm train resume (friday-\d{8}-[a-z2-7]{6})$/;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-two-'));
});
afterEach(async () => {
  await endPrograms();
  await rm(folder, { recursive: true, force: true });
});

describe('slow, for the server is a process of its own: the programs over HTTP', () => {
  it('set up an empty server once, find nothing to change afterwards, and register its agents', async () => {
    const octopus = await startOctopus(folder);
    const wanted = await octopus.run('bootstrap', ['plan', '--detailed-exitcode'], 'admin');

    const first = await octopus.run('bootstrap', ['apply', '--yes'], 'admin');
    const again = await octopus.run('bootstrap', ['apply', '--yes'], 'admin');
    const planned = await octopus.run('bootstrap', ['plan', '--detailed-exitcode'], 'admin');
    const registered = await octopus.run('bootstrap', ['agents', 'register', '--simulated'], 'admin');

    expect([wanted.code, first.code, again.code, planned.code, registered.code]).toEqual([2, 0, 0, 0, 0]);
    expect(first.stdout).toContain('Verified');
    expect(again.stdout).toMatch(/^No changes/);
    expect(registered.stdout.match(/registered/g)).toHaveLength(6);
  });

  it('run a train that waits, let only those approve who may, and go on to the end', async () => {
    const octopus = await startFinPay(folder);
    const started = await octopus.run('train', friday, 'friday-train');
    expect(started.code).toBe(3);
    expect(started.stdout.trimEnd().split('\n').at(-1)).toMatch(resumeLine);

    const refused: (number | null)[] = [];
    for (const username of ['friday-train', 'nina.okafor', 'alex.rivera']) {
      const answered = await octopus.run('train', ['approve', '--notes', 'yes'], username);
      refused.push(answered.code);
      expect(answered.stdout + answered.stderr).not.toContain(await octopus.keyOf(username));
    }
    expect(refused).toEqual([4, 4, 4]);

    const codes = await approveToEnd(octopus);

    expect(codes).toEqual([3, 3, 0]);
    expect(await standings(await octopus.client('admin'))).toEqual([
      'Merchants/merchant-portal 1.1.0 → Development (-) Success',
      'Merchants/merchant-portal 1.1.0 → Development (Acme Corp) Success',
      'Merchants/merchant-portal 1.1.0 → Development (EuroShop) Success',
      'Merchants/merchant-portal 1.1.0 → Production (Acme Corp) Success',
      'Merchants/merchant-portal 1.1.0 → Staging (Acme Corp) Success',
      'Payments/fraud-detector 1.1.0 → Development (-) Success',
      'Payments/fraud-detector 1.1.0 → Production (-) Success',
      'Payments/fraud-detector 1.1.0 → Staging (-) Success',
      'Payments/payments-api 1.1.0 → Development (-) Success',
      'Payments/payments-api 1.1.0 → Production (-) Success',
      'Payments/payments-api 1.1.0 → Staging (-) Success',
      'Platform/Release Trains run → Production Success',
      'Platform/Release Trains run → Production Success',
    ]);
    expect(await answersByAudit(octopus)).toEqual(['marcus.webb', 'marcus.webb', 'marcus.webb']);
  });

  it('lose nothing that was acknowledged when the server is killed while the train waits', async () => {
    const octopus = await startFinPay(folder);
    const started = await octopus.run('train', friday, 'friday-train');
    const before = await standings(await octopus.client('admin'));

    await octopus.running.kill('SIGKILL');
    const away = await octopus.run('train', ['approve', '--notes', 'yes'], 'marcus.webb');
    const restarted = await startOctopus(folder, { port: new URL(octopus.url).port });

    expect([started.code, away.code]).toEqual([3, 69]);
    expect(before.at(-2)).toBe('Payments/payments-api 1.1.0 → Production (-) Queued');
    expect(await standings(await restarted.client('admin'))).toEqual(before);
    expect(await approveToEnd(restarted)).toEqual([3, 3, 0]);
    expect(await answersByAudit(restarted)).toEqual(['marcus.webb', 'marcus.webb', 'marcus.webb']);
  });

  it('end with 1 and the server’s own words when a restart failed what was executing, and a new run begins where it stands', async () => {
    const stalled = { match: { step: 'Deploy payments-api', environment: 'Staging' }, do: 'stall' };
    const octopus = await startFinPay(folder, { faults: [stalled] });
    const train = await octopus.start('train', friday, 'friday-train');
    await executing(octopus, 'Staging');

    await octopus.running.kill('SIGKILL');
    const restarted = await startOctopus(folder, { port: new URL(octopus.url).port });
    const ended = await train.ended;
    const resumed = await restarted.run('train', ['resume'], 'friday-train');
    const anew = await restarted.run('train', friday, 'friday-train');

    expect([ended.code, resumed.code, anew.code]).toEqual([1, 1, 3]);
    expect(ended.stdout).toContain('The server was restarted while this task was executing.');
    expect(resumed.stderr).toContain('has ended: it failed');
    expect(await standings(await restarted.client('admin'))).toEqual([
      'Payments/payments-api 1.1.0 → Development (-) Success',
      'Payments/payments-api 1.1.0 → Production (-) Queued',
      'Payments/payments-api 1.1.0 → Staging (-) Failed',
      'Payments/payments-api 1.1.0 → Staging (-) Success',
    ]);
  });
});

describe('slow, for a process holds the train meanwhile: a second process', () => {
  it('is told who holds the train, and may have it when that one is gone', async () => {
    const octopus = await startFinPay(folder);
    const first = await octopus.start('train', [...friday, '--wait', '1m'], 'friday-train');
    await first.said(/^resume +pnpm train resume /m);

    const second = await octopus.run('train', friday, 'friday-train');
    const resumed = await octopus.run('train', ['resume'], 'friday-train');
    await first.kill('SIGKILL');
    const third = await octopus.run('train', friday, 'friday-train');

    expect([second.code, resumed.code, third.code]).toEqual([75, 75, 3]);
    expect(second.stderr).toContain(`train friday is held by process ${first.pid}`);
    expect(second.stderr).toContain('one run at a time');
    expect(third.stderr).toContain('going on with the open run');
    expect((await runBuilt('train', { argv: ['status'], cwd: folder })).stdout).toContain('payments-api');
  });
});

/** Approves as a member of the team and resumes, until the train waits no more; the exit codes on the way. */
async function approveToEnd(octopus: OctopusProcess): Promise<readonly (number | null)[]> {
  const codes: (number | null)[] = [];
  while (codes.length < 5 && codes.at(-1) !== 0) {
    await octopus.run('train', ['approve', '--notes', 'looks good'], 'marcus.webb');
    const ran = await octopus.run('train', ['resume'], 'friday-train');
    if (ran.code !== 0 && ran.code !== 3) throw new Error(`ended with ${ran.code}:\n${ran.stdout}\n${ran.stderr}`);
    codes.push(ran.code);
  }
  return codes;
}

/** User names of who answered interruptions, by the server's own events. */
async function answersByAudit(octopus: OctopusProcess): Promise<readonly string[]> {
  const query = { eventCategories: 'InterruptionSubmitted', take: 100 };
  const { data } = await (await octopus.client('admin')).api.GET('/api/events', { params: { query } });
  return data.Items.map(({ Username }) => Username ?? '?');
}

/** Resolves when a deployment to the environment is being executed. */
async function executing(octopus: OctopusProcess, environment: string): Promise<void> {
  const client = await octopus.client('admin');
  for await (const _ of setInterval(50)) {
    const deployments = await standings(client);
    if (deployments.some((line) => line.includes(`→ ${environment}`) && line.endsWith('Executing'))) return;
  }
}
