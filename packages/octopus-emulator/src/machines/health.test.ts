import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { noFaults } from '../faults/plan.ts';
import { type Found, newServer } from '../testing/people.ts';
import { checkHealth } from './health.ts';

const hourMs = 3_600_000;

/** A server with one target, whose health is as `isGone` says when it is checked. */
async function withMachine(cleanup: object) {
  const clock = virtualClock(Date.parse('2026-03-02T09:00:00Z'));
  let isGone = false;
  const forMachine = () => (isGone ? 'unavailable' : undefined);
  const server = await newServer({ clock, faults: { ...noFaults, forMachine } });
  const { admin } = server;
  const environment = (await admin.post('/api/environments', { Name: 'Production' })).body;
  const policy = (await admin.post('/api/machinepolicies', { Name: 'Strict', MachineCleanupPolicy: cleanup })).body;
  const written = {
    Name: 'web-1',
    EnvironmentIds: [environment.Id],
    Roles: ['web'],
    MachinePolicyId: policy.Id,
    Endpoint: { CommunicationStyle: 'None' },
  };
  const machine = (await admin.post('/api/machines', written)).body;
  clock.advance(5_000);
  return {
    ...server,
    clock,
    machine,
    written,
    check(gone: boolean) {
      isGone = gone;
      return checkHealth(server.emulator.world, machine.Id);
    },
  };
}

function categories(events: { readonly body: { readonly Items: readonly Found[] } }): readonly string[] {
  return events.body.Items.map(({ Category }) => Category);
}

describe('health', () => {
  it('is told by an event when it changes, and not again while it stays', async () => {
    const { admin, check, machine } = await withMachine({});

    check(false);
    check(true);
    check(true);

    const events = await admin.get(`/api/events?regarding=${machine.Id}`);
    expect(categories(events)).toEqual(['MachineUnavailable', 'MachineHealthy', 'Created', 'MachineAdded']);
    expect((await admin.get(`/api/machines/${machine.Id}`)).body).toMatchObject({
      HealthStatus: 'Unavailable',
      Status: 'Offline',
      HasLatestCalamari: false,
    });
    expect((await admin.get(`/api/machines/${machine.Id}/connection`)).body).toMatchObject({
      Status: 'Offline',
      Logs: [
        { Category: 'Error', MessageText: 'This machine is unavailable: it did not answer its last health check.' },
      ],
    });
  });

  it('of a disabled target is not looked at', async () => {
    const { admin, check, machine, written } = await withMachine({});
    await admin.put(`/api/machines/${machine.Id}`, { ...written, IsDisabled: true });

    expect(check(true)).toBeUndefined();
    expect((await admin.get(`/api/machines/${machine.Id}`)).body).toMatchObject({
      HealthStatus: 'Healthy',
      Status: 'Disabled',
    });
  });
});

describe('a target that stays unavailable', () => {
  const deletes = { DeleteMachinesBehavior: 'DeleteUnavailableMachines', DeleteMachinesElapsedTimeSpan: '1.00:00:00' };

  it('is deleted when its policy says so, after the time it says', async () => {
    const { admin, check, clock, machine } = await withMachine(deletes);
    check(true);

    clock.advance(23 * hourMs);
    expect((await admin.get(`/api/machines/${machine.Id}`)).status).toBe(200);
    clock.advance(hourMs);
    expect((await admin.get(`/api/machines/${machine.Id}`)).status).toBe(404);
    expect(categories(await admin.get(`/api/events?regarding=${machine.Id}`))[0]).toBe('Deleted');
  });

  it('stays when it answers again, and when its policy deletes nothing', async () => {
    for (const [cleanup, answers] of [
      [deletes, true],
      [{}, false],
    ] as const) {
      const { admin, check, clock, machine } = await withMachine(cleanup);
      check(true);
      clock.advance(hourMs);
      if (answers) check(false);
      clock.advance(48 * hourMs);
      expect((await admin.get(`/api/machines/${machine.Id}`)).status).toBe(200);
    }
  });
});
