import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainEvent } from '@octotrain/train-engine';
import { afterEach, describe, expect, it } from 'vitest';
import { type FridayWorld, openFriday } from './support/friday-world.ts';
import { rideToEnd, trainIn } from './support/ride.ts';
import { added, standings } from './support/standing.ts';

let world: FridayWorld;

afterEach(() => world.close());

describe('Friday’s train', () => {
  it('makes nine stops in order, with three approvals, and eleven deployments in all', async () => {
    world = await openFriday();
    const before = await standings(world.as('admin'));

    const ride = await rideToEnd(world);

    expect(ride).toMatchObject({ code: 0 });
    expect(ride.legs).toBe(4);
    expect(added(before, await standings(world.as('admin')))).toEqual([
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
  });

  it('writes events and nothing else on stdout with --json, counted without a gap over all its legs', async () => {
    world = await openFriday();

    const ride = await rideToEnd(world, { json: true });

    const events = ride.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TrainEvent);
    expect(ride.code).toBe(0);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(
      events.every(
        ({ schema, run, time }) => schema === 1 && run.startsWith('friday-') && !Number.isNaN(Date.parse(time)),
      ),
    ).toBe(true);
    const arrivals = events.flatMap((event) =>
      event.event === 'stop' && event.state === 'succeeded' ? [`${event.car} ${event.environment}`] : [],
    );
    expect(arrivals).toEqual(
      ['payments-api', 'fraud-detector', 'merchant-portal'].flatMap((car) =>
        ['Development', 'Staging', 'Production'].map((environment) => `${car} ${environment}`),
      ),
    );
    expect(events.at(-1)).toMatchObject({ event: 'run-finished', outcome: 'done' });
  });

  it('does nothing the second time', async () => {
    world = await openFriday();
    await rideToEnd(world);
    const before = await standings(world.as('admin'));

    const again = await trainIn(world, ['friday.yaml', '--requested-by', 'alex.rivera']);

    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('nothing to do');
    expect(await standings(world.as('admin'))).toEqual(before);
  });

  it('leaves a report that says who approved what', async () => {
    world = await openFriday();
    await rideToEnd(world);

    const told = await trainIn(world, ['report', '--json']);

    const report = JSON.parse(told.stdout) as { run: string; approvals: { by: string; gate: string }[] };
    expect(report.approvals.map(({ gate }) => gate)).toEqual([
      'payments-api/Production/approval-1',
      'fraud-detector/Production/approval-1',
      'merchant-portal/Production/approval-1',
    ]);
    expect(report.approvals.every(({ by }) => by === 'Marcus Webb')).toBe(true);
    const html = await readFile(join(world.folder, '.octotrain', 'runs', report.run, 'report.html'), 'utf8');
    expect(html).toContain('Marcus Webb');
  });
});

describe('an approval', () => {
  it('is refused to the train itself, to whoever asked for it, and to those who may not; a member of the team may', async () => {
    world = await openFriday();
    const started = await trainIn(world, ['friday.yaml', '--requested-by', 'nina.okafor']);
    expect(started.code).toBe(3);
    expect(started.stdout.trimEnd().split('\n').at(-1)).toMatch(/^resume +pnpm train resume friday-\d{8}-[a-z2-7]{6}$/);

    const answers = [];
    for (const username of ['friday-train', 'nina.okafor', 'alex.rivera', 'priya.sharma', 'marcus.webb']) {
      answers.push({ username, code: (await trainIn(world, ['approve', '--notes', 'yes'], { as: username })).code });
    }

    expect(answers).toEqual([
      { username: 'friday-train', code: 4 },
      { username: 'nina.okafor', code: 4 },
      { username: 'alex.rivera', code: 4 },
      { username: 'priya.sharma', code: 4 },
      { username: 'marcus.webb', code: 0 },
    ]);
  });

  it('that is a no ends the train there, and the other cars stay where they were', async () => {
    world = await openFriday();
    await trainIn(world, ['friday.yaml', '--requested-by', 'alex.rivera']);

    await trainIn(world, ['reject', '--notes', 'not on a Friday'], { as: 'marcus.webb' });
    const ended = await trainIn(world, ['resume']);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('not on a Friday');
    expect(
      (await standings(world.as('admin'))).filter((line) => line.includes('1.1.0') && !line.includes('payments-api')),
    ).toEqual([]);
  });

  it('never carries the name of the train or of whoever asked, in the server’s own audit', async () => {
    world = await openFriday();
    await rideToEnd(world);

    const { data } = await world
      .as('admin')
      .api.GET('/api/events', { params: { query: { eventCategories: 'InterruptionSubmitted', take: 100 } } });

    const people = new Set(data.Items.map(({ Username }) => Username));
    expect(people.has('marcus.webb')).toBe(true);
    expect(people.has('friday-train')).toBe(false);
    expect(people.has('alex.rivera')).toBe(false);
  });
});
