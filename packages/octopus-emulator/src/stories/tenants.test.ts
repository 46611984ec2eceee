import type { Deployment, TenantVariables } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { tagOf } from '../clusters/state.ts';
import { type FinPay, helmStep, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

interface Tenant {
  readonly Id: string;
  readonly Name: string;
}

/** merchant-portal with Acme Corp and EuroShop, each with namespaces and a release name of its own. */
async function addMerchantPortal(finpay: FinPay): Promise<{ acme: Tenant; euro: Tenant; projectId: string }> {
  const { development, staging, production } = finpay.environments;
  const template = (Name: string, DefaultValue: string) => ({ Name, Label: Name, DefaultValue, DisplaySettings: {} });
  const project = await finpay.createProject('merchant-portal', {
    TenantedDeploymentMode: 'TenantedOrUntenanted',
    Templates: [template('Namespace', ''), template('ReleaseName', 'merchant-portal')],
  });
  await finpay.putVariables(project.VariableSetId, [
    { Name: 'Namespace', Value: 'merchant-dev', Scope: { Environment: [development] } },
    { Name: 'Namespace', Value: 'merchant-staging', Scope: { Environment: [staging] } },
    { Name: 'Namespace', Value: 'merchant-prod', Scope: { Environment: [production] } },
  ]);
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [
    helmStep('Deploy merchant-portal', 'merchant-portal', { releaseName: '#{ReleaseName}' }),
  ]);
  const connect = async (Name: string, short: string): Promise<Tenant> => {
    const tenant = await finpay.send<Tenant>('POST', `${space}/tenants`, {
      Name,
      ProjectEnvironments: { [project.Id]: [development, staging, production] },
    });
    const path = `${space}/tenants/${tenant.Id}/variables`;
    const variables = await finpay.send<TenantVariables>('GET', path);
    const own = variables.ProjectVariables[project.Id];
    if (own === undefined) throw new Error('the tenant is not connected');
    const idOf = (name: string) => own.Templates.find((candidate) => candidate.Name === name)?.Id ?? '';
    const values = (stage: string) => ({
      [idOf('Namespace')]: `merchant-${short}-${stage}`,
      [idOf('ReleaseName')]: '#{Octopus.Project.Name}-#{Octopus.Deployment.Tenant.Name | ToLower | Replace " " "-"}',
    });
    const Variables = { [development]: values('dev'), [staging]: values('staging'), [production]: values('prod') };
    await finpay.send('PUT', path, { ...variables, ProjectVariables: { [project.Id]: { ...own, Variables } } });
    return tenant;
  };
  return { acme: await connect('Acme Corp', 'acme'), euro: await connect('EuroShop', 'euro'), projectId: project.Id };
}

function workloads(finpay: FinPay): string[] {
  return finpay.emulator.world.store
    .all('Workloads')
    .map(({ Cluster, Namespace, Name, Pods }) => `${Cluster} ${Namespace} ${Name} ${tagOf(Pods.Image)}`)
    .sort();
}

describe('merchant-portal', () => {
  it('deploys Development by itself for both tenants and untenanted, each into its own namespace', async () => {
    const finpay = await startFinPay();
    const { acme, euro } = await addMerchantPortal(finpay);

    const release = await finpay.release('merchant-portal', '1.0.0', { GitResources: ['*:v1.0.0'] });
    const deployments = await finpay.automatic(release, 3);

    expect(deployments.map(({ TenantId }) => TenantId).sort()).toEqual([acme.Id, euro.Id, null].sort());
    expect(workloads(finpay)).toEqual([
      'kind-dev merchant-acme-dev merchant-portal 1.25-alpine',
      'kind-dev merchant-dev merchant-portal 1.25-alpine',
      'kind-dev merchant-euro-dev merchant-portal 1.25-alpine',
    ]);
    const logs = await Promise.all(
      deployments.map(({ TaskId }) => finpay.send<string>('GET', `/api/tasks/${TaskId}/raw`)),
    );
    expect(logs.filter((log) => log.includes('--install merchant-portal-acme-corp '))).toHaveLength(1);
  });

  it('lets Acme go on alone: each tenant has its own progress', async () => {
    const finpay = await startFinPay();
    const { acme, euro } = await addMerchantPortal(finpay);
    const { staging, production } = finpay.environments;
    const release = await finpay.release('merchant-portal', '1.1.0');
    await finpay.automatic(release, 3);

    await finpay.promote(release, staging, { TenantId: acme.Id });
    await finpay.promote(release, production, { TenantId: acme.Id });
    const tooEarly = { ReleaseId: release.Id, EnvironmentId: production, TenantId: euro.Id };
    const refused = await finpay.ask('POST', `${space}/deployments`, tooEarly);

    expect(refused.status).toBe(400);
    expect(workloads(finpay).filter((workload) => workload.includes('prod'))).toEqual([
      'kind-prod merchant-acme-prod merchant-portal 1.27-alpine',
    ]);
  });

  it('deploys by names, for named tenants or all that can be', async () => {
    const finpay = await startFinPay();
    const { acme, euro } = await addMerchantPortal(finpay);
    const release = await finpay.release('merchant-portal', '1.0.0');
    await finpay.automatic(release, 3);
    const command = { ProjectName: 'merchant-portal', ReleaseVersion: '1.0.0', EnvironmentName: 'Staging' };
    const path = `${space}/deployments/create/tenanted/v1`;
    type Made = { DeploymentServerTasks: { DeploymentId: string }[] };

    const one = await finpay.send<Made>('POST', path, { ...command, Tenants: ['acme corp'] });
    const all = await finpay.send<Made>('POST', path, { ...command, Tenants: ['*'] });
    const none = await finpay.send<Made>('POST', path, { ...command, Tenants: [] });
    const wrong = await finpay.ask('POST', path, { ...command, Tenants: ['Acme Corp', 'Nobody'] });

    const tenantOf = async ({ DeploymentId }: { DeploymentId: string }) =>
      (await finpay.send<Deployment>('GET', `${space}/deployments/${DeploymentId}`)).TenantId;
    expect(await Promise.all(one.DeploymentServerTasks.map(tenantOf))).toEqual([acme.Id]);
    expect(await Promise.all(all.DeploymentServerTasks.map(tenantOf))).toEqual([acme.Id, euro.Id]);
    expect(none.DeploymentServerTasks).toEqual([]);
    expect(wrong.body.Errors).toEqual(["The tenant 'Nobody' does not exist in this space."]);
  });

  it('refuses a tenant that is not connected, and tells every reason at once', async () => {
    const finpay = await startFinPay();
    await addMerchantPortal(finpay);
    const stranger = await finpay.send<Tenant>('POST', `${space}/tenants`, { Name: 'Stranger' });
    const release = await finpay.release('merchant-portal', '1.0.0');

    const refused = await finpay.ask('POST', `${space}/deployments`, {
      ReleaseId: release.Id,
      EnvironmentId: finpay.environments.production,
      TenantId: stranger.Id,
    });

    expect(refused.body.Errors).toEqual([
      "Release 1.0.0 has not reached 'Production' yet: an earlier phase of its lifecycle is not complete.",
      "The tenant 'Stranger' is not connected to the project in 'Production'.",
    ]);
  });
});
