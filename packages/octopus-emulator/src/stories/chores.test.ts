import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';

type Task = components['schemas']['ServerTask'];
type Page = components['schemas']['ServerTaskPage'];

const space = '/api/Spaces-1';

describe('a chore that somebody queues', () => {
  it('checks the health of targets, and says so of each', async () => {
    const finpay = await startFinPay();
    await finpay.pass(5_000);
    const [machine] = finpay.emulator.world.store.all('Machines');
    finpay.emulator.world.store.put('Machines', { ...Object(machine), HealthStatus: 'Unavailable' });
    const Arguments = { EnvironmentId: finpay.environments.development };

    const task = await finpay.send<Task>('POST', `${space}/tasks`, { Name: 'Health', Description: 'Look', Arguments });
    const ended = await finpay.settle(task.Id);
    const log = await finpay.send<string>('GET', `/api/tasks/${task.Id}/raw`);
    const events = await finpay.send<{ Items: { Category: string }[] }>('GET', `/api/events?regarding=${machine?.Id}`);

    expect(ended).toMatchObject({ State: 'Success', CanRerun: true, Arguments, SpaceId: 'Spaces-1' });
    expect(log).toContain('== Success: dev ==');
    expect(log).not.toContain('prod ==');
    expect(finpay.emulator.world.store.get('Machines', machine?.Id ?? '')?.HealthStatus).toBe('Healthy');
    expect(events.Items[0]?.Category).toBe('MachineHealthy');
  });

  it('runs a script on the targets that it names, and fails where the script does', async () => {
    const finpay = await startFinPay();
    const order = (ScriptBody: string) => ({
      Name: 'AdHocScript',
      Description: 'Console',
      Arguments: { ScriptBody, Syntax: 'Bash', TargetRoles: ['k8s'] },
    });

    const good = await finpay.send<Task>('POST', `${space}/tasks`, order('echo hello'));
    const bad = await finpay.send<Task>('POST', `${space}/tasks`, order('exit 2'));
    await finpay.settle(good.Id);

    expect(await finpay.settle(bad.Id)).toMatchObject({
      State: 'Failed',
      ErrorMessage: 'The script failed on 2 of 2.',
    });
    expect((await finpay.send<string>('GET', `/api/tasks/${good.Id}/raw`)).match(/\| {3}hello/g)).toHaveLength(2);
  });

  it('checks that documents name what exists', async () => {
    const finpay = await startFinPay();
    const order = { Name: 'SystemIntegrityCheck', Description: 'Check' };
    const whole = await finpay.send<Task>('POST', '/api/tasks', order);
    await finpay.settle(whole.Id);
    const { store } = finpay.emulator.world;
    const project = await finpay.createProject('p');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);
    const release = await finpay.release('p', '1.0.0');
    store.remove('Channels', release.ChannelId);

    const broken = await finpay.send<Task>('POST', '/api/tasks', order);

    expect(await taskOf(finpay, whole.Id)).toMatchObject({ State: 'Success', SpaceId: null });
    expect(await finpay.settle(broken.Id)).toMatchObject({ State: 'Failed' });
    expect(await finpay.send<string>('GET', `/api/tasks/${broken.Id}/raw`)).toContain(release.ChannelId);
  });

  it('says when there is nothing for it to do here', async () => {
    const finpay = await startFinPay();

    const { Id } = await finpay.send<Task>('POST', '/api/tasks', { Name: 'Backup', Description: 'Back up' });
    await finpay.settle(Id);

    expect(await finpay.send<string>('GET', `/api/tasks/${Id}/raw`)).toContain(
      'simulated: the simulated server has no',
    );
  });

  it.each([
    ['a deployment', { Name: 'Deploy', Description: 'x' }],
    ['a kind that does not exist', { Name: 'Dance', Description: 'x' }],
    ['an unknown target', { Name: 'Health', Description: 'x', Arguments: { MachineIds: ['Machines-99'] } }],
    ['a script without a body', { Name: 'AdHocScript', Description: 'x' }],
    ['no description', { Name: 'Health' }],
  ])('is refused: %s', async (_, order) => {
    const finpay = await startFinPay();

    expect((await finpay.ask('POST', `${space}/tasks`, order)).status).toBe(400);
    expect(finpay.emulator.world.store.all('ServerTasks')).toHaveLength(0);
  });

  it('needs the permission, and leaves one event', async () => {
    const finpay = await startFinPay();
    const order = { Name: 'Health', Description: 'Look' };

    const refused = await finpay.ask('POST', `${space}/tasks`, order, finpay.keyOf('dora'));
    const { Id } = await finpay.send<Task>('POST', `${space}/tasks`, order);
    const events = await finpay.send<{ Items: { Category: string }[] }>('GET', `/api/events?regarding=${Id}`);

    expect(refused.status).toBe(403);
    expect(events.Items.map(({ Category }) => Category)).toEqual(['TaskQueued']);
  });

  it('is run once more as a new task; a deployment is not', async () => {
    const finpay = await startFinPay();
    const first = await finpay.send<Task>('POST', `${space}/tasks`, { Name: 'Health', Description: 'Look' });
    const early = await finpay.ask('POST', `/api/tasks/rerun/${first.Id}`);
    await finpay.settle(first.Id);
    const project = await finpay.createProject('p');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);
    const deployment = await finpay.promote(await finpay.release('p', '1.0.0'), finpay.environments.development);

    const again = await finpay.send<Task>('POST', `/api/tasks/rerun/${first.Id}`);

    expect(again).toMatchObject({ Name: 'Health', Description: 'Look', State: 'Queued' });
    expect(again.Id).not.toBe(first.Id);
    expect(early.status).toBe(400);
    expect((await finpay.ask('POST', `/api/tasks/rerun/${deployment.TaskId}`)).status).toBe(400);
  });

  it('is cancelled while it runs', async () => {
    const finpay = await startFinPay();
    const { Id } = await finpay.send<Task>('POST', `${space}/tasks`, { Name: 'Health', Description: 'Look' });
    await finpay.pass(1_000);

    await finpay.send('POST', `/api/tasks/${Id}/cancel`);
    await finpay.pass(5_000);

    expect(await taskOf(finpay, Id)).toMatchObject({ State: 'Canceled' });
  });
});

describe('a task', () => {
  async function failed() {
    const finpay = await startFinPay();
    const project = await finpay.createProject('p');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [
      scriptStep('Break', 'echo one\necho two\nexit 1'),
    ]);
    const release = await finpay.release('p', '1.0.0');
    const deployment = await finpay.deploy(release, finpay.environments.development);
    await finpay.settle(deployment.TaskId);
    return { finpay, release, deployment };
  }

  it('gets another outcome with a reason, which opens the next phase', async () => {
    const { finpay, release, deployment } = await failed();
    const { staging } = finpay.environments;
    const path = `/api/tasks/${deployment.TaskId}/state`;
    const before = await finpay.ask('POST', `${space}/deployments`, { ReleaseId: release.Id, EnvironmentId: staging });

    const refused = await finpay.ask('POST', path, { State: 'Canceled', Reason: '' });
    const changed = await finpay.send<Task>('POST', path, { State: 'Success', Reason: 'It was up after all.' });
    const { Items } = await finpay.send<{ Items: { Category: string; Message: string }[] }>(
      'GET',
      `/api/events?regarding=${deployment.TaskId}&eventCategories=TaskStateModified`,
    );

    expect(before.status).toBe(400);
    expect(refused.status).toBe(400);
    expect(changed).toMatchObject({ State: 'Success', FinishedSuccessfully: true, ErrorMessage: null });
    expect(Items).toHaveLength(1);
    expect(Items[0]?.Message).toContain('It was up after all.');
    await finpay.deploy(release, staging);
  });

  it('is moved to the front of the queue while it is queued', async () => {
    const { finpay, release, deployment } = await failed();
    const queued = await finpay.deploy(release, finpay.environments.development);

    const ended = await finpay.ask('POST', `/api/tasks/${deployment.TaskId}/prioritize`);
    await finpay.send('POST', `/api/tasks/${queued.TaskId}/prioritize`);

    expect(ended.status).toBe(400);
    expect(finpay.emulator.world.store.get('ServerTasks', queued.TaskId)?.Priority).toBe(true);
  });

  it.each([
    ['states=Failed', 1],
    ['states=Success', 0],
    ['name=deploy', 1],
    ['description=release 1.0.0', 1],
    ['partialName=nothing', 0],
    ['active=true', 0],
    ['running=false', 1],
    ['hasWarningsOrErrors=true', 1],
    ['hasPendingPreconditions=true', 0],
    ['node=octotrain', 1],
    ['node=other', 0],
    ['batch=1', 0],
    ['tenantTag=Region/US', 0],
    ['fromQueueDate=2026-01-02T00:00:00Z&toQueueDate=2026-01-03T00:00:00Z', 1],
    ['fromCompletedDate=2026-01-03T00:00:00Z', 0],
    ['toStartDate=2026-01-01T00:00:00Z', 0],
    ['regarding=Projects-1,Environments-1', 1],
    ['regarding=Projects-1,Environments-2', 0],
    ['regardingAny=Projects-1,Environments-2', 1],
    ['regarding=Releases-1', 1],
    ['spaces=Spaces-2', 0],
  ])('is found by %s: %i', async (query, count) => {
    const { finpay } = await failed();

    const page = await finpay.send<Page>('GET', `/api/tasks?${query}`);

    expect(page.TotalResults).toBe(count);
  });

  it('of the whole server is left out of a space, and out of lists that do not want it', async () => {
    const finpay = await startFinPay();
    await finpay.send('POST', '/api/tasks', { Name: 'Backup', Description: 'Back up' });
    const count = async (path: string) => (await finpay.send<Page>('GET', path)).TotalResults;

    expect(await count('/api/tasks')).toBe(1);
    expect(await count('/api/tasks?includeSystem=false')).toBe(0);
    expect(await count('/api/tasks?spaces=Spaces-1')).toBe(0);
    expect(await count(`${space}/tasks`)).toBe(0);
    expect(await finpay.send('GET', `${space}/tasks/ServerTasks-1/details`)).toMatchObject({ Task: { SpaceId: null } });
  });

  it('tells the lines that are asked for', async () => {
    const { finpay, deployment } = await failed();
    const step = `${deployment.TaskId}/1001`;
    const lines = async (query: string) => {
      const { ActivityLogs } = await finpay.send<components['schemas']['TaskDetails']>(
        'GET',
        `/api/tasks/${deployment.TaskId}/details?${query}`,
      );
      const own = ActivityLogs[0]?.Children[0];
      const all = [own, ...(own?.Children ?? [])].flatMap((part) => part?.LogElements ?? []);
      return all.map(({ MessageText }) => MessageText);
    };

    expect(await lines('verbose=false')).toEqual(['one', 'two', 'The script ended with exit code 1.']);
    expect(await lines('verbose=false&tail=1')).toEqual(['The script ended with exit code 1.']);
    expect(await lines('tail=0')).toEqual([]);
    expect(await lines(`verbose=false&ranges=${step}:2-2`)).toEqual(['two']);
  });
});

it('lists the kinds of tasks', async () => {
  const finpay = await startFinPay();

  const kinds = await finpay.send<{ Id: string }[]>('GET', '/api/tasks/tasktypes');

  expect(kinds.map(({ Id }) => Id)).toEqual(expect.arrayContaining(['Deploy', 'Health', 'RunbookRun']));
});
