import type { Deployment, Interruption } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { type FinPay, manualStep, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';
import { addByHand, deployed, stepsOf } from '../testing/steps.ts';

const space = '/api/Spaces-1';

function deployStep(project: string, properties: object = {}, name = 'Deploy child'): object {
  return {
    Name: name,
    Actions: [
      {
        Name: name,
        ActionType: 'Octopus.DeployRelease',
        Properties: { 'Octopus.Action.DeployRelease.ProjectId': project, ...properties },
      },
    ],
  };
}

/** A child with the steps, and a parent that deploys it. */
async function family(childSteps: readonly object[], properties: object = {}, after: readonly object[] = []) {
  const finpay = await startFinPay();
  const child = await addByHand(finpay, childSteps, 'child');
  await finpay.release('child', '1.0.0');
  await addByHand(finpay, [deployStep(child.Id, properties), ...after], 'parent');
  return { finpay, child };
}

/** A project whose releases go from environment to environment, never by themselves. */
async function addInPhases(finpay: FinPay, name: string, environmentIds: readonly string[]) {
  const { Id: LifecycleId } = await finpay.send<{ Id: string }>('POST', `${space}/lifecycles`, {
    Name: `phases of ${name}`,
    Phases: environmentIds.map((Id) => ({ Name: Id, OptionalDeploymentTargets: [Id] })),
  });
  return finpay.createProject(name, { LifecycleId });
}

async function deploymentsOf(finpay: FinPay, projectId: string): Promise<readonly Deployment[]> {
  const page = await finpay.send<{ Items: Deployment[] }>('GET', `${space}/deployments?projects=${projectId}`);
  return page.Items;
}

const raw = (finpay: FinPay, taskId: string) => finpay.send<string>('GET', `/api/tasks/${taskId}/raw`);

describe('a step that deploys a release of another project', () => {
  it('makes a deployment with a task of its own, waits for it, and takes what it put out', async () => {
    const { finpay, child } = await family([scriptStep('Make', 'sleep 60\nset_octopusvariable Url http://made')], {}, [
      scriptStep('Use', 'echo "got #{Octopus.Action[Deploy child].Output.Deployment[Make].Url}"'),
    ]);

    const { TaskId } = await deployed(finpay, 'parent');
    await finpay.pass(20_000);
    const during = await taskOf(finpay, TaskId);
    const [own] = await deploymentsOf(finpay, child.Id);
    await finpay.settle(TaskId);

    expect(during.State).toBe('Executing');
    expect(own).toMatchObject({ EnvironmentId: finpay.environments.development });
    expect(await taskOf(finpay, own?.TaskId ?? '')).toMatchObject({ Name: 'Deploy', State: 'Success' });
    expect(await taskOf(finpay, TaskId)).toMatchObject({ State: 'Success' });
    expect(await raw(finpay, TaskId)).toContain('got http://made');
  });

  it('deploys the version that was the newest when the parent was released', async () => {
    const { finpay, child } = await family([scriptStep('Work', 'echo hi')]);
    const parent = await finpay.release('parent', '1.0.0');
    await finpay.release('child', '0.9.0');
    const later = await finpay.release('parent', '1.0.1');

    await finpay.promote(parent, finpay.environments.development);
    await finpay.promote(later, finpay.environments.development);

    const releases = (await deploymentsOf(finpay, child.Id)).map(({ ReleaseId }) => ReleaseId);
    const versions = releases.map((id) => finpay.emulator.world.store.get('Releases', id)?.Version);
    expect(parent.SelectedPackages).toMatchObject([{ ActionName: 'Deploy child', Version: '1.0.0' }]);
    expect(versions).toEqual(['0.9.0', '1.0.0']);
  });

  it.each([
    ['Always', 2],
    ['IfNotCurrentVersion', 1],
    ['IfNewer', 1],
  ])('%s, deployed twice: %i deployments', async (condition, count) => {
    const { finpay, child } = await family([scriptStep('Work', 'echo hi')], {
      'Octopus.Action.DeployRelease.DeploymentCondition': condition,
    });
    const parent = await finpay.release('parent', '1.0.0');

    await finpay.promote(parent, finpay.environments.development);
    await finpay.promote(parent, finpay.environments.development);

    expect(await deploymentsOf(finpay, child.Id)).toHaveLength(count);
  });

  it('hands on variables, which beat those of the child', async () => {
    const { finpay, child } = await family([scriptStep('Say', 'echo "colour #{Colour}"')], {
      'Octopus.Action.DeployRelease.Variables': '{"Colour":"red in #{Octopus.Environment.Name}"}',
    });
    await finpay.putVariables(child.VariableSetId, [{ Name: 'Colour', Value: 'blue' }]);
    await finpay.release('child', '1.1.0');

    await finpay.settle((await deployed(finpay, 'parent')).TaskId);

    const [own] = await deploymentsOf(finpay, child.Id);
    expect(await raw(finpay, own?.TaskId ?? '')).toContain('colour red in Development');
  });

  it('fails where the lifecycle of the child does not let it, and where the child fails', async () => {
    const finpay = await startFinPay();
    const { development, staging } = finpay.environments;
    // Nothing is deployed by itself: that would come within half a minute, whenever the server likes.
    const strict = await addInPhases(finpay, 'strict', [development, staging]);
    await finpay.putProcess(`deploymentprocesses/${strict.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);
    await finpay.release('strict', '1.0.0');
    const parent = await addInPhases(finpay, 'early', [staging, development]);
    await finpay.putProcess(`deploymentprocesses/${parent.DeploymentProcessId}`, [deployStep(strict.Id)]);
    const broken = await addByHand(finpay, [scriptStep('Break', 'exit 7')], 'broken');
    await finpay.release('broken', '1.0.0');
    await addByHand(finpay, [deployStep(broken.Id)], 'late');
    const early = await finpay.release('early', '1.0.0');

    const first = await finpay.deploy(early, staging);
    const second = await deployed(finpay, 'late');

    expect((await finpay.settle(first.TaskId)).ErrorMessage).toContain('has not reached');
    expect((await finpay.settle(second.TaskId)).ErrorMessage).toContain('exit code 7');
  });

  it('passes on the tenant where the child takes tenants, and leaves it out where not', async () => {
    const finpay = await startFinPay();
    const { development } = finpay.environments;
    const tenanted = { TenantedDeploymentMode: 'TenantedOrUntenanted' };
    const plain = await addByHand(finpay, [scriptStep('Work', 'echo hi')], 'plain');
    const open = await addByHand(finpay, [scriptStep('Work', 'echo hi')], 'open');
    await finpay.send('PUT', `${space}/projects/${open.Id}`, { ...open, ...tenanted });
    for (const name of ['plain', 'open']) await finpay.release(name, '1.0.0');
    const parent = await addByHand(
      finpay,
      [deployStep(plain.Id, {}, 'Plain'), deployStep(open.Id, {}, 'Open')],
      'parent',
    );
    await finpay.send('PUT', `${space}/projects/${parent.Id}`, { ...parent, ...tenanted });
    const ProjectEnvironments = { [parent.Id]: [development], [open.Id]: [development] };
    const acme = await finpay.send<{ Id: string }>('POST', `${space}/tenants`, { Name: 'Acme', ProjectEnvironments });

    await finpay.promote(await finpay.release('parent', '1.0.0'), development, { TenantId: acme.Id });

    expect((await deploymentsOf(finpay, plain.Id)).map(({ TenantId }) => TenantId)).toEqual([null]);
    expect((await deploymentsOf(finpay, open.Id)).map(({ TenantId }) => TenantId)).toEqual([acme.Id]);
  });

  it('does not take the child with it when the parent is cancelled', async () => {
    const { finpay, child } = await family([scriptStep('Work', 'sleep 60')]);
    const { TaskId } = await deployed(finpay, 'parent');
    await finpay.pass(20_000);

    await finpay.send('POST', `/api/tasks/${TaskId}/cancel`);
    await finpay.pass(120_000);

    const [own] = await deploymentsOf(finpay, child.Id);
    expect(await taskOf(finpay, TaskId)).toMatchObject({ State: 'Canceled' });
    expect(await taskOf(finpay, own?.TaskId ?? '')).toMatchObject({ State: 'Success' });
  });

  it('asks at the parent what is asked at the child, and one answer is enough', async () => {
    const { finpay, child } = await family([manualStep('Ask'), scriptStep('Work', 'echo hi')]);
    const { TaskId } = await deployed(finpay, 'parent');
    await finpay.settle(TaskId);
    const [own] = await deploymentsOf(finpay, child.Id);
    const mirror = await finpay.pendingInterruption(TaskId);
    const original = await finpay.pendingInterruption(own?.TaskId ?? '');
    const parent = await taskOf(finpay, TaskId);
    const waiting = await taskOf(finpay, own?.TaskId ?? '');

    await finpay.send('PUT', `${space}/interruptions/${mirror.Id}/responsible`);
    await finpay.send('POST', `${space}/interruptions/${mirror.Id}/submit`, { Result: 'Proceed', Notes: 'fine' });

    expect([mirror, original].map(({ IsLinkedToOtherInterruption }) => IsLinkedToOtherInterruption)).toEqual([
      true,
      true,
    ]);
    expect(parent).toMatchObject({ State: 'Executing', HasPendingInterruptions: true });
    expect(waiting).toMatchObject({ State: 'Queued', HasPendingInterruptions: true });
    const answered = await finpay.send<Interruption>('GET', `${space}/interruptions/${original.Id}`);
    expect(answered).toMatchObject({ IsPending: false, Form: { Values: { Result: 'Proceed' } } });
    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success', HasPendingInterruptions: false });
  });

  it('waits with its own kind for as many children as there are places, without a deadlock', async () => {
    const { finpay } = await family([scriptStep('Work', 'sleep 10')]);
    const parents: string[] = [];
    for (let number = 1; number <= 6; number += 1) {
      const child = await addByHand(finpay, [scriptStep('Work', 'sleep 10')], `child-${number}`);
      await finpay.release(`child-${number}`, '1.0.0');
      await addByHand(finpay, [deployStep(child.Id)], `parent-${number}`);
      parents.push((await deployed(finpay, `parent-${number}`)).TaskId);
    }

    for (const taskId of parents) expect(await finpay.settle(taskId)).toMatchObject({ State: 'Success' });
  });

  it('is told in the log of the step', async () => {
    const { finpay } = await family([scriptStep('Work', 'echo hi')]);

    const { TaskId } = await deployed(finpay, 'parent');
    await finpay.settle(TaskId);

    const [step] = await stepsOf(finpay, TaskId);
    expect(step?.LogElements.map(({ MessageText }) => MessageText).join()).toMatch(/Deploying release 1\.0\.0 in task/);
  });
});
