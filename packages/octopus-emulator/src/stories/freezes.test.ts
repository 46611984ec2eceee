import type { components, Deployment, Release } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { type FinPay, manualStep, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';
const HOUR_MS = 3_600_000;

/** A project without automatic phases, a release of it, and a way to freeze it in Development. */
async function withRelease(steps = [scriptStep('Work', 'echo done')]) {
  const finpay = await startFinPay();
  const lifecycle = await finpay.send<{ Id: string }>('POST', `${space}/lifecycles`, { Name: 'by hand', Phases: [] });
  const project = await finpay.createProject('web', { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, steps);
  const release = await finpay.release('web', '1.0.0');
  const { development } = finpay.environments;
  const at = (ms: number) => new Date(finpay.clock.now() + ms).toISOString();
  const freeze = (more: object = {}) =>
    finpay.send<{ Id: string }>('POST', '/api/deploymentfreezes', {
      Name: 'Peak',
      Start: at(0),
      End: at(HOUR_MS),
      ProjectEnvironmentScope: { [project.Id]: [development] },
      ...more,
    });
  return { finpay, project, release, development, at, freeze };
}

function command(release: Release, environment: string, more: object = {}): object {
  return {
    SpaceId: 'Spaces-1',
    SpaceIdOrName: 'Spaces-1',
    ProjectName: 'web',
    ReleaseVersion: release.Version,
    EnvironmentNames: [environment],
    ...more,
  };
}

async function deployments(finpay: FinPay): Promise<number> {
  return (await finpay.send<Schemas['DeploymentPage']>('GET', `${space}/deployments`)).TotalResults;
}

describe('an active deployment freeze', () => {
  it('refuses new deployments of its project to its environment, and no others', async () => {
    const { finpay, release, development, freeze } = await withRelease();
    await freeze();

    const byId = await finpay.ask('POST', `${space}/deployments`, {
      ReleaseId: release.Id,
      EnvironmentId: development,
    });
    const path = `${space}/deployments/create/untenanted/v1`;
    const byName = await finpay.ask('POST', path, command(release, 'Development'));

    for (const { status, body } of [byId, byName]) {
      expect([status, body.Errors]).toEqual([400, ["The deployment freeze 'Peak' is active in 'Development'."]]);
    }
    expect(await deployments(finpay)).toBe(0);
    await finpay.pass(HOUR_MS);
    await finpay.promote(release, development);
  });

  it('fails a queued deployment that would start in it, and lets one go on that has started', async () => {
    const ask = [manualStep('Ask'), scriptStep('Work', 'echo done')];
    const { finpay, release, development, at, freeze } = await withRelease(ask);
    const waiting = await finpay.deploy(release, development);
    await finpay.settle(waiting.TaskId);
    const scheduled = await finpay.deploy(release, development, { QueueTime: at(600_000) });
    await freeze({ Start: at(300_000) });

    await finpay.pass(400_000);
    await finpay.approve(waiting.TaskId, 'admin');
    await finpay.pass(300_000);

    expect(await finpay.settle(scheduled.TaskId)).toMatchObject({
      State: 'Failed',
      ErrorMessage: "The deployment freeze 'Peak' is active in 'Development'.",
    });
    expect(await finpay.settle(waiting.TaskId)).toMatchObject({ State: 'Success' });
  });

  it('fails the deployments that the server makes by itself', async () => {
    const finpay = await startFinPay();
    const project = await finpay.createProject('auto');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);
    await finpay.send('POST', '/api/deploymentfreezes', {
      Name: 'Peak',
      Start: new Date(finpay.clock.now()).toISOString(),
      End: new Date(finpay.clock.now() + HOUR_MS).toISOString(),
      ProjectEnvironmentScope: { [project.Id]: [finpay.environments.development] },
    });

    const [automatic] = await finpay.automatic(await finpay.release('auto', '1.0.0'), 1);

    expect(await taskOf(finpay, automatic?.TaskId ?? '')).toMatchObject({ State: 'Failed' });
  });

  it('of a tenant leaves the others alone', async () => {
    const { finpay, project, release, development, freeze } = await withRelease();
    const stored = await finpay.send<object>('GET', `${space}/projects/${project.Id}`);
    await finpay.send('PUT', `${space}/projects/${project.Id}`, { ...stored, TenantedDeploymentMode: 'Tenanted' });
    const tenant = (Name: string) =>
      finpay.send<{ Id: string }>('POST', `${space}/tenants`, {
        Name,
        ProjectEnvironments: { [project.Id]: [development] },
      });
    const [acme, initech] = [await tenant('Acme'), await tenant('Initech')];
    const scope = { TenantId: acme.Id, ProjectId: project.Id, EnvironmentId: development };
    await freeze({ ProjectEnvironmentScope: {}, TenantProjectEnvironmentScope: [scope] });

    const frozen = await finpay.ask('POST', `${space}/deployments`, {
      ReleaseId: release.Id,
      EnvironmentId: development,
      TenantId: acme.Id,
    });
    await finpay.deploy(release, development, { TenantId: initech.Id });

    expect(frozen.body.Errors).toEqual(["The deployment freeze 'Peak' is active in 'Development' for 'Acme'."]);
  });
});

describe('overriding a freeze', () => {
  const path = `${space}/deployments/create/untenanted/v1`;

  it('needs the names of all that block, a reason, and the permission; the reason is kept', async () => {
    const { finpay, release, freeze } = await withRelease();
    const first = await freeze();
    await freeze({ Name: 'Audit' });
    const override = { DeploymentFreezeNames: ['peak'], DeploymentFreezeOverrideReason: 'hotfix INC-7' };
    const ask = (more: object, key?: string) =>
      finpay.ask('POST', path, command(release, 'Development', { ...override, ...more }), key);

    const others = await ask({});
    const silent = await ask({ DeploymentFreezeOverrideReason: ' ' });
    const unknown = await ask({ DeploymentFreezeNames: ['Peak', 'Audit', 'Nothing'] });
    const notAllowed = await ask({ DeploymentFreezeNames: ['Peak', 'Audit'] }, finpay.keyOf('dora'));
    const before = await deployments(finpay);
    const answer = await finpay.send<Schemas['CreateDeploymentsResponse']>('POST', path, {
      ...command(release, 'Development', { ...override, DeploymentFreezeNames: ['Peak', 'Audit'] }),
    });

    expect(others.body.Errors).toEqual(["The deployment freeze 'Audit' is active in 'Development'."]);
    expect(silent.body.Errors).toEqual([
      'Overriding a deployment freeze needs a reason: DeploymentFreezeOverrideReason.',
    ]);
    expect(unknown.body.Errors).toEqual(["The deployment freeze 'Nothing' does not exist."]);
    expect(notAllowed.status).toBe(403);
    expect(before).toBe(0);
    const [made] = answer.DeploymentServerTasks;
    expect(await finpay.settle(made?.ServerTaskId ?? '')).toMatchObject({ State: 'Success' });
    const events = await finpay.send<Schemas['EventPage']>(
      'GET',
      `/api/events?eventCategories=DeploymentFreezeOverridden&regarding=${first.Id}`,
    );
    expect(events.Items.map(({ Message }) => Message)).toEqual([
      "admin overrode the deployment freeze 'Peak', 'Audit': hotfix INC-7",
    ]);
    expect(events.Items[0]?.RelatedDocumentIds[0]).toBe(made?.DeploymentId);
  });

  it('can be done by ids too, and keeps the freeze in force for others', async () => {
    const { finpay, release, development, freeze } = await withRelease();
    const { Id } = await freeze();

    const { Deployment: deployment } = await finpay.send<{ Deployment: Deployment }>(
      'POST',
      `${space}/deployments/override`,
      {
        CreateDeploymentCommand: { ReleaseId: release.Id, EnvironmentId: development },
        FreezeIds: [Id],
        Reason: 'hotfix',
      },
    );
    const again = await finpay.ask('POST', path, command(release, 'Development'));

    expect(await finpay.settle(deployment.TaskId)).toMatchObject({ State: 'Success' });
    expect(again.status).toBe(400);
  });
});
