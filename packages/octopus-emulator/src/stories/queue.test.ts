import type { components, Deployment } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { type FinPay, manualStep, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';
import { addSlow } from '../testing/slow-project.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';

async function statesOf(finpay: FinPay, deployments: readonly Deployment[]): Promise<string[]> {
  const ids = deployments.map(({ TaskId }) => TaskId).join(',');
  const page = await finpay.send<Schemas['ServerTaskPage']>('GET', `/api/tasks?ids=${ids}`);
  return [...page.Items].reverse().map(({ State }) => State);
}

describe('the task queue', () => {
  it('never runs two deployments of one project and environment side by side', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay);
    const { development } = finpay.environments;
    const both = [await finpay.deploy(release, development), await finpay.deploy(release, development)];

    await finpay.pass(10_000);
    const during = await statesOf(finpay, both);
    const behind = await finpay.send<Schemas['ServerTaskPage']>('GET', `/api/tasks/${both[1]?.TaskId}/queued-behind`);
    await finpay.pass(60_000);
    const later = await statesOf(finpay, both);

    expect(during).toEqual(['Executing', 'Queued']);
    expect(behind.Items.map(({ Id }) => Id)).toEqual([both[0]?.TaskId]);
    expect(later).toEqual(['Success', 'Executing']);
  });

  it('runs at most five tasks at a time, in order', async () => {
    const finpay = await startFinPay();
    const deployments: Deployment[] = [];
    for (let number = 1; number <= 6; number += 1) {
      const release = await addSlow(finpay, `slow-${number}`);
      deployments.push(await finpay.deploy(release, finpay.environments.development));
    }

    await finpay.pass(10_000);

    expect(await statesOf(finpay, deployments)).toEqual([...Array<string>(5).fill('Executing'), 'Queued']);
  });

  it('runs as many as the node is set to, and none while it drains', async () => {
    const finpay = await startFinPay({ taskCap: 1 });
    const deploy = async (name: string) => finpay.deploy(await addSlow(finpay, name), finpay.environments.development);
    const path = '/api/octopusservernodes/OctopusServerNodes-octotrain';
    const deployments = [await deploy('a'), await deploy('b')];
    await finpay.pass(5_000);
    const one = await statesOf(finpay, deployments);
    const wrong = await finpay.ask('PUT', path, { MaxConcurrentTasks: 0 });
    const stranger = await finpay.ask('PUT', path, { MaxConcurrentTasks: 9 }, finpay.keyOf('dora'));

    const node = await finpay.send('PUT', path, { MaxConcurrentTasks: 2 });
    await finpay.pass(5_000);
    const two = await statesOf(finpay, deployments);
    await finpay.send('PUT', path, { MaxConcurrentTasks: 9, IsInMaintenanceMode: true });
    deployments.push(await deploy('c'));
    await finpay.pass(5_000);

    expect(one).toEqual(['Executing', 'Queued']);
    expect(two).toEqual(['Executing', 'Executing']);
    expect(node).toMatchObject({ MaxConcurrentTasks: 2 });
    expect([wrong.status, stranger.status]).toEqual([400, 403]);
    expect((await statesOf(finpay, deployments))[2]).toBe('Queued');
  });

  it('warns in the log of a step that shall be skipped and does not exist', async () => {
    const finpay = await startFinPay();
    await addSlow(finpay);
    const command = {
      SpaceId: 'Spaces-1',
      SpaceIdOrName: 'Spaces-1',
      ProjectName: 'slow',
      ReleaseVersion: '1.0.0',
      EnvironmentNames: ['Development'],
      SkipStepNames: ['Work', 'Nothing'],
      Priority: 'On',
    };

    const { DeploymentServerTasks: made } = await finpay.send<{
      DeploymentServerTasks: { DeploymentId: string; ServerTaskId: string }[];
    }>('POST', `${space}/deployments/create/untenanted/v1`, command);
    const log = await finpay.send<string>('GET', `/api/tasks/${made[0]?.ServerTaskId}/raw`);

    expect(log).toContain("There is no step 'Nothing' to skip.");
    expect(log).not.toContain("'Work' to skip");
    expect(await finpay.send('GET', `${space}/deployments/${made[0]?.DeploymentId}`)).toMatchObject({ Priority: 'On' });
  });

  it('lets others pass a deployment that waits for a person, unless the step keeps them back', async () => {
    for (const [blocks, expected] of [
      ['False', 'Executing'],
      ['True', 'Queued'],
    ] as const) {
      const finpay = await startFinPay();
      const properties = { 'Octopus.Action.Manual.BlockConcurrentDeployments': blocks };
      const release = await addSlow(finpay, 'asks', [
        manualStep('Ask', {}, properties),
        scriptStep('Work', 'sleep 60'),
      ]);
      const { development } = finpay.environments;
      const first = await finpay.deploy(release, development);
      await finpay.settle(first.TaskId);
      const [manual] = (
        await finpay.send<{ Steps: { Actions: { Id: string }[] }[] }>(
          'GET',
          `${space}/deploymentprocesses/deploymentprocess-${release.ProjectId}`,
        )
      ).Steps.flatMap(({ Actions }) => Actions);
      const second = await finpay.deploy(release, development, { SkipActions: [manual?.Id] });

      await finpay.pass(5_000);

      expect(await taskOf(finpay, second.TaskId)).toMatchObject({ State: expected });
    }
  });

  it('starts scheduled work when it is due, and gives up when it is too late', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay, 'long', [scriptStep('Work', 'sleep 120')]);
    const { development, staging } = finpay.environments;
    const at = (ms: number) => new Date(finpay.clock.now() + ms).toISOString();

    const later = await finpay.deploy(release, development, { QueueTime: at(600_000) });
    const blocked = await finpay.deploy(release, development, { QueueTime: at(601_000), QueueTimeExpiry: at(661_000) });
    const wrong = await finpay.ask('POST', `${space}/deployments`, {
      ReleaseId: release.Id,
      EnvironmentId: staging,
      QueueTimeExpiry: at(1_000),
    });
    await finpay.pass(599_000);
    const before = await statesOf(finpay, [later]);
    await finpay.pass(5_000);
    const started = await statesOf(finpay, [later, blocked]);
    await finpay.pass(70_000);

    expect(before).toEqual(['Queued']);
    expect(started).toEqual(['Executing', 'Queued']);
    expect(await statesOf(finpay, [later, blocked])).toEqual(['Executing', 'TimedOut']);
    expect(wrong.status).toBe(400);
  });

  it('cancels a queued task at once, an executing one in a while, and an ended one never', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay);
    const { development } = finpay.environments;
    const first = await finpay.deploy(release, development);
    const second = await finpay.deploy(release, development);
    await finpay.pass(5_000);
    const dora = finpay.keyOf('dora');

    const queued = await finpay.send('POST', `/api/tasks/${second.TaskId}/cancel`, undefined, dora);
    const executing = await finpay.send('POST', `/api/tasks/${first.TaskId}/cancel`, undefined, dora);
    const notAllowed = await finpay.ask('POST', `/api/tasks/${first.TaskId}/cancel`, undefined, finpay.keyOf('rita'));
    await finpay.pass(5_000);

    expect(queued).toMatchObject({ State: 'Canceled' });
    expect(executing).toMatchObject({ State: 'Cancelling' });
    expect(notAllowed.status).toBe(403);
    expect(await statesOf(finpay, [first, second])).toEqual(['Canceled', 'Canceled']);
    expect((await finpay.ask('POST', `/api/tasks/${first.TaskId}/cancel`)).status).toBe(400);
  });

  it('waits while the queue of its space is stopped', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay);
    const stored = await finpay.send<object>('GET', '/api/spaces/Spaces-1');
    await finpay.send('PUT', '/api/spaces/Spaces-1', { ...stored, TaskQueueStopped: true });
    const deployment = await finpay.deploy(release, finpay.environments.development);

    await finpay.pass(30_000);
    const stopped = await statesOf(finpay, [deployment]);
    await finpay.send('PUT', '/api/spaces/Spaces-1', { ...stored, TaskQueueStopped: false });
    await finpay.pass(15_000);

    expect(stopped).toEqual(['Queued']);
    expect(await statesOf(finpay, [deployment])).toEqual(['Executing']);
  });

  it('answers for many tasks in one request, at system and space level', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay);
    const { development, staging } = finpay.environments;
    const one = await finpay.deploy(release, development);
    const ids = `${one.TaskId},ServerTasks-999`;
    await finpay.settle(one.TaskId);
    const two = await finpay.deploy(release, staging);

    const system = await finpay.send<Schemas['ServerTaskPage']>('GET', `/api/tasks?ids=${ids},${two.TaskId}&take=300`);
    const inSpace = await finpay.send<Schemas['ServerTaskPage']>('GET', `${space}/tasks?ids=${ids}`);

    expect(system.Items.map(({ Id }) => Id)).toEqual([two.TaskId, one.TaskId]);
    expect(inSpace.TotalResults).toBe(1);
  });
});

describe('steps', () => {
  it('are told the time by the clock of the server', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay, 'timed', [
      scriptStep('Before', 'echo "before #{ | NowDateUtc \\"o\\"}"\nsleep 90'),
      scriptStep('After', 'echo "after #{ | NowDateUtc \\"o\\"}"'),
    ]);

    const { TaskId } = await finpay.deploy(release, finpay.environments.development);
    const task = await finpay.settle(TaskId);
    const log = await finpay.send<string>('GET', `/api/tasks/${TaskId}/raw`);
    const [before = 0, after = 0] = ['before', 'after'].map((word) =>
      Date.parse(new RegExp(`${word} (\\d\\S*Z)`).exec(log)?.[1] ?? ''),
    );

    expect(before).toBeGreaterThanOrEqual(Date.parse(task.StartTime ?? ''));
    // A step takes a moment of its own besides.
    expect(after - before).toBeGreaterThanOrEqual(90_000);
    expect(after - before).toBeLessThan(92_000);
  });

  it('run after a failure when their condition says so, and the task stays failed', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay, 'breaks', [
      scriptStep('Break', 'exit 3'),
      scriptStep('Usual', 'echo usual'),
      scriptStep('Mourn', 'echo "because #{Octopus.Deployment.Error}"', { Condition: 'Failure' }),
      scriptStep('Always', 'echo always', { Condition: 'Always' }),
      scriptStep('Maybe', 'echo maybe', {
        Condition: 'Variable',
        Properties: {
          'Octopus.Action.TargetRoles': 'k8s',
          'Octopus.Step.ConditionVariableExpression': '#{unless Octopus.Deployment.Error}true#{/unless}',
        },
      }),
    ]);

    const { TaskId } = await finpay.deploy(release, finpay.environments.development);
    const task = await finpay.settle(TaskId);
    const details = await finpay.send<Schemas['TaskDetails']>('GET', `/api/tasks/${TaskId}/details`);

    expect(task).toMatchObject({
      State: 'Failed',
      ErrorMessage: "The step 'Break' failed: The script ended with exit code 3.",
    });
    expect(details.ActivityLogs[0]?.Children.map(({ Status }) => Status)).toEqual([
      'Failed',
      'Skipped',
      'Success',
      'Success',
      'Skipped',
    ]);
  });

  it('fail the task where no target takes them', async () => {
    const finpay = await startFinPay();
    const release = await addSlow(finpay, 'nowhere', [
      scriptStep('Work', 'echo hi', { Properties: { 'Octopus.Action.TargetRoles': 'windows' } }),
    ]);

    const task = await finpay.settle((await finpay.deploy(release, finpay.environments.development)).TaskId);

    expect(task.State).toBe('Failed');
    expect(task.ErrorMessage).toContain("needs an enabled deployment target with the tag 'windows'");
  });

  it.each([
    ['Octopus.AzureWebApp', {}, 'simulated: nothing models Octopus.AzureWebApp'],
    [
      'Octopus.Email',
      {
        'Octopus.Action.Email.To': 'ops@finpay.example',
        'Octopus.Action.Email.Subject': 'To #{Octopus.Environment.Name}',
      },
      'simulated: no e-mail is sent. To ops@finpay.example: To Development',
    ],
    [
      'Octopus.TentaclePackage',
      { 'Octopus.Action.Package.PackageId': 'Web' },
      'simulated: the package Web without a version',
    ],
    ['Octopus.HealthCheck', {}, 'answered its last health check'],
  ])('of the kind %s say what was only simulated', async (ActionType, Properties, said) => {
    const finpay = await startFinPay();
    const step = {
      Name: 'Do',
      Properties: ActionType === 'Octopus.Email' ? {} : { 'Octopus.Action.TargetRoles': 'k8s' },
      Actions: [{ Name: 'Do', ActionType, Properties }],
    };
    const release = await addSlow(finpay, 'does', [step]);

    const { TaskId } = await finpay.deploy(release, finpay.environments.development);

    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success' });
    expect(await finpay.send<string>('GET', `/api/tasks/${TaskId}/raw`)).toContain(said);
  });
});
