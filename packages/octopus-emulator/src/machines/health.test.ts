import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { type Found, newServer } from '../testing/people.ts';
import { checkHealth } from './health.ts';

const hourMs = 3_600_000;
const gone = { status: 'Unavailable', summary: 'Nobody answers.' } as const;

async function withMachine(cleanup: object) {
  const clock = virtualClock(Date.parse('2026-03-02T09:00:00Z'));
  const server = await newServer({ clock });
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
  return { ...server, clock, machine, written };
}

function categories(events: { readonly body: { readonly Items: readonly Found[] } }): readonly string[] {
  return events.body.Items.map(({ Category }) => Category);
}

describe('health', () => {
  it('is told by an event when it changes, and not again while it stays', async () => {
    const { admin, emulator, machine } = await withMachine({});

    checkHealth(emulator.world, machine.Id);
    checkHealth(emulator.world, machine.Id, gone);
    checkHealth(emulator.world, machine.Id, gone);

    const events = await admin.get(`/api/events?regarding=${machine.Id}`);
    expect(categories(events)).toEqual(['MachineUnavailable', 'MachineHealthy', 'Created']);
    expect((await admin.get(`/api/machines/${machine.Id}`)).body).toMatchObject({
      HealthStatus: 'Unavailable',
      Status: 'Offline',
      HasLatestCalamari: false,
    });
    expect((await admin.get(`/api/machines/${machine.Id}/connection`)).body).toMatchObject({
      Status: 'Offline',
      Logs: [{ Category: 'Error', MessageText: 'Nobody answers.' }],
    });
  });

  it('of a disabled target is not looked at', async () => {
    const { admin, emulator, machine, written } = await withMachine({});
    await admin.put(`/api/machines/${machine.Id}`, { ...written, IsDisabled: true });

    expect(checkHealth(emulator.world, machine.Id, gone)).toBeUndefined();
    expect((await admin.get(`/api/machines/${machine.Id}`)).body).toMatchObject({
      HealthStatus: 'Healthy',
      Status: 'Disabled',
    });
  });
});

describe('a target that stays unavailable', () => {
  const deletes = { DeleteMachinesBehavior: 'DeleteUnavailableMachines', DeleteMachinesElapsedTimeSpan: '1.00:00:00' };

  it('is deleted when its policy says so, after the time it says', async () => {
    const { admin, clock, emulator, machine } = await withMachine(deletes);
    checkHealth(emulator.world, machine.Id, gone);

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
      const { admin, clock, emulator, machine } = await withMachine(cleanup);
      checkHealth(emulator.world, machine.Id, gone);
      clock.advance(hourMs);
      if (answers) checkHealth(emulator.world, machine.Id);
      clock.advance(48 * hourMs);
      expect((await admin.get(`/api/machines/${machine.Id}`)).status).toBe(200);
    }
  });
});
