import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { newServer, userWith } from '../testing/people.ts';

const Endpoint = { CommunicationStyle: 'TentaclePassive', Uri: 'https://worker-1:10933/', Thumbprint: 'AB12' };
const worker = { Name: 'worker-1', WorkerPoolIds: ['WorkerPools-1'], Endpoint };

describe('a worker', () => {
  it('is checked like a target, and belongs to a pool', async () => {
    const clock = virtualClock(Date.parse('2026-03-02T09:00:00Z'));
    const { admin } = await newServer({ clock });
    const { status, body } = await admin.post('/api/workers', worker);
    clock.advance(5_000);

    expect([status, body]).toMatchObject([201, { HealthStatus: 'Unknown', Slug: 'worker-1', Thumbprint: 'AB12' }]);
    expect((await admin.get('/api/workerpools/WorkerPools-1/workers')).body.Items).toMatchObject([
      { Name: 'worker-1', HealthStatus: 'Healthy', Status: 'Online' },
    ]);
  });

  it('needs a pool, and something that runs at its end', async () => {
    const { admin } = await newServer();
    await admin.post('/api/workerpools', {
      Name: 'Cloud',
      WorkerPoolType: 'DynamicWorkerPool',
      WorkerType: 'Ubuntu2204',
    });

    const poor = await admin.post('/api/workers', { Name: 'w', Endpoint: { CommunicationStyle: 'None' } });
    const dynamic = await admin.post('/api/workers', { ...worker, WorkerPoolIds: ['WorkerPools-2', 'WorkerPools-9'] });

    expect(poor.body.Errors).toEqual([
      'Give the worker at least one worker pool: WorkerPoolIds.',
      'A worker cannot be reached by None: Endpoint.CommunicationStyle is one of TentaclePassive, TentacleActive, Ssh, KubernetesTentacle.',
    ]);
    expect(dynamic.body.Errors).toEqual([
      "The worker pool 'Cloud' makes its workers itself: no worker can be added to it.",
      "The worker pool 'WorkerPools-9' does not exist in this space.",
    ]);
  });

  it('is found at an address, the same each time, and added as found', async () => {
    const { admin } = await newServer();
    const found = await admin.get<object>('/api/workers/discover?host=worker-2&type=TentaclePassive');
    const again = await admin.get<object>('/api/workers/discover?host=WORKER-2&port=10933');

    expect(found.body).toMatchObject({
      Endpoint: { CommunicationStyle: 'TentaclePassive' },
      Uri: 'https://worker-2:10933/',
    });
    expect(again.body).toMatchObject({ Thumbprint: Object(found.body).Thumbprint });
    expect((await admin.post('/api/workers', { ...worker, ...found.body })).status).toBe(201);
    expect((await admin.get('/api/workers/discover?type=Ftp')).body.Errors).toEqual([
      'Say where to look: ?host=…',
      "Only TentaclePassive and Ssh can be discovered, not 'Ftp'.",
    ]);
  });
});

describe('a worker pool', () => {
  it('comes with each space, as its default, and stays', async () => {
    const { admin } = await newServer();
    const space = (await admin.post('/api/spaces', { Name: 'Lab', SpaceManagersTeamMembers: ['Users-1'] })).body;

    const pools = await admin.get(`/api/${space.Id}/workerpools`);
    const [pool] = pools.body.Items;
    const refused = await admin.remove(`/api/${space.Id}/workerpools/${pool?.Id}`);

    expect(pool).toMatchObject({ Name: 'Default Worker Pool', IsDefault: true, CanAddWorkers: true });
    expect(refused.body.Errors).toEqual([
      "The worker pool 'Default Worker Pool' cannot be deleted: the space, as its default, uses it.",
    ]);
  });

  it('hands being the default over, and cannot just give it up', async () => {
    const { admin } = await newServer();
    const second = (await admin.post('/api/workerpools', { Name: 'Second', IsDefault: true })).body;

    const all = await admin.get('/api/workerpools');
    const given = await admin.put(`/api/workerpools/${second.Id}`, { Name: 'Second', IsDefault: false });

    expect(all.body.Items.map(({ Name, IsDefault }) => [Name, IsDefault])).toEqual([
      ['Default Worker Pool', false],
      ['Second', true],
    ]);
    expect(given.body.Errors).toEqual(['One worker pool has to be the default: make another one so instead.']);
  });

  it('with workers cannot be deleted', async () => {
    const { admin } = await newServer();
    const pool = (await admin.post('/api/workerpools', { Name: 'Second' })).body;
    const made = (await admin.post('/api/workers', { ...worker, WorkerPoolIds: [pool.Id] })).body;

    expect((await admin.remove(`/api/workerpools/${pool.Id}`)).body.Errors).toEqual([
      "The worker pool 'Second' cannot be deleted: the worker 'worker-1' uses it.",
    ]);
    await admin.remove(`/api/workers/${made.Id}`);
    expect((await admin.remove(`/api/workerpools/${pool.Id}`)).status).toBe(200);
  });

  it('is counted with the others: a worker of two pools once in the whole', async () => {
    const { admin } = await newServer();
    await admin.post('/api/workerpools', { Name: 'Second' });
    await admin.post('/api/workers', { ...worker, WorkerPoolIds: ['WorkerPools-1', 'WorkerPools-2'] });
    await admin.post('/api/workers', { ...worker, Name: 'worker-2', IsDisabled: true });

    const summary = await admin.get<object>('/api/workerpools/summary');
    const active = await admin.get<object>('/api/workerpools/summary?isDisabled=false&hideEmptyPools=true');

    expect(summary.body).toMatchObject({
      TotalMachines: 2,
      TotalDisabledMachines: 1,
      MachineHealthStatusSummaries: { Unknown: 2 },
      WorkerPoolSummaries: [{ TotalMachines: 2 }, { TotalMachines: 1 }],
    });
    expect(active.body).toMatchObject({ TotalMachines: 1, MachineEndpointSummaries: { TentaclePassive: 1 } });
  });

  it('is changed by those who may edit workers only', async () => {
    const server = await newServer();
    const viewer = await userWith(server, { username: 'viewer', space: ['WorkerView'] });

    expect((await viewer.get('/api/workerpools')).status).toBe(200);
    expect((await viewer.post('/api/workerpools', { Name: 'Mine' })).status).toBe(403);
    expect((await viewer.put('/api/workerpools/sortorder', ['WorkerPools-1'])).status).toBe(403);
    expect((await viewer.get('/api/workers/discover?host=a')).status).toBe(403);
  });
});
