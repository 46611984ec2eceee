import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadLab } from '../load/load-lab.ts';
import type { Space } from '../model/lab.ts';
import type { Project } from '../model/projects.ts';
import type { Step } from '../model/steps.ts';
import { finpayDeployAddress, finpayLab } from './finpay-lab.ts';

const loaded = loadLab(finpayLab);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
const { lab } = loaded;

function spaceNamed(name: string): Space {
  const space = lab.spaces.find((one) => one.name === name);
  if (!space) throw new Error(`no space ${name}`);
  return space;
}

function projectNamed(space: string, name: string): Project {
  const project = spaceNamed(space).projects.find((one) => one.name === name);
  if (!project) throw new Error(`no project ${name}`);
  return project;
}

function table(project: Project, variable: string): Record<string, unknown> {
  const values = project.variables.filter((one) => one.name === variable);
  return Object.fromEntries(values.map(({ scope, value }) => [scope.environments.join(), value]));
}

function outline(steps: readonly Step[]): unknown[] {
  return steps.map((step) => [step.kind, step.name, step.environments.join()]);
}

test('the text that is bundled is the file that is written', () => {
  const written = readFileSync(new URL('../../finpay/lab.yaml', import.meta.url), 'utf8').replaceAll('\r\n', '\n');

  expect(finpayLab.text, 'run pnpm spec:generate').toBe(written);
});

describe('the stage', () => {
  test('has three spaces, of which Platform is the renamed default one', () => {
    expect(lab.spaces.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Platform', true],
      ['Payments', false],
      ['Merchants', false],
    ]);
  });

  test.each(['Platform', 'Payments', 'Merchants'])('gives %s what is shared', (name) => {
    const space = spaceNamed(name);

    expect(space.environments.map((environment) => environment.name)).toEqual(['Development', 'Staging', 'Production']);
    expect(
      space.lifecycles.map((lifecycle) => [lifecycle.name, ...lifecycle.phases.map((phase) => phase.name)]),
    ).toEqual([
      ['Standard', 'Development', 'Staging', 'Production'],
      ['Hotfix', 'Staging', 'Production'],
    ]);
    expect(space.lifecycles.flatMap(({ phases }) => phases.flatMap((phase) => phase.automatic))).toEqual([
      'Development',
    ]);
    expect(space.gitCredentials).toMatchObject([{ name: 'GitHub', password: { env: 'GITHUB_TOKEN', optional: true } }]);
    expect(space.variableSets.filter(({ name: set }) => set !== 'Tenant Config')).toMatchObject([
      { name: 'Common Config', variables: { length: 4 }, templates: [] },
    ]);
  });

  test('has the lab’s six agents', () => {
    const agents = lab.spaces.flatMap((space) => space.agents);

    expect(
      agents.map((one) => [one.space, one.context, one.name, one.targetTags.join(), one.environments.join()]),
    ).toEqual([
      ['Platform', 'kind-finpay-dev', 'platform-dev', 'platform-k8s', 'Development,Staging'],
      ['Platform', 'kind-finpay-prod', 'platform-prod', 'platform-k8s', 'Production'],
      ['Payments', 'kind-finpay-dev', 'payments-dev', 'payments-k8s', 'Development,Staging'],
      ['Payments', 'kind-finpay-prod', 'payments-prod', 'payments-k8s', 'Production'],
      ['Merchants', 'kind-finpay-dev', 'merchants-dev', 'merchants-k8s', 'Development,Staging'],
      ['Merchants', 'kind-finpay-prod', 'merchants-prod', 'merchants-k8s', 'Production'],
    ]);
    expect(agents.filter((agent) => agent.multiTenancy !== 'untenanted')).toMatchObject([
      { name: 'merchants-dev', multiTenancy: 'tenantedOrUntenanted', tenants: [], tenantTags: ['Hosting/Shared-K8s'] },
      { name: 'merchants-prod', multiTenancy: 'tenantedOrUntenanted', tenants: [], tenantTags: ['Hosting/Shared-K8s'] },
    ]);
  });

  test('reads everything from the deployment repository', () => {
    const steps = lab.spaces.flatMap((space) => space.projects.flatMap((project) => project.process));
    const sources = steps.flatMap((step) => ('git' in step ? [step.git] : []));

    expect(sources).toHaveLength(4);
    for (const git of sources) expect(git).toEqual({ url: finpayDeployAddress, branch: 'main', credential: 'GitHub' });
  });
});

describe('the projects', () => {
  test('payments-api waits for the Risk Team in Production, deploys, then tests itself', () => {
    const project = projectNamed('Payments', 'payments-api');

    expect(outline(project.process)).toEqual([
      ['manual', 'Risk Team Approval', 'Production'],
      ['helm', 'Deploy payments-api', ''],
      ['script', 'Smoke Test', ''],
    ]);
    expect(project.process[0]).toMatchObject({ responsibleTeams: ['Risk Team'] });
    expect(project).toMatchObject({ lifecycle: 'Standard', variableSets: ['Common Config'] });
    expect(table(project, 'Namespace')).toEqual({
      Development: 'payments-dev',
      Staging: 'payments-staging',
      Production: 'payments-prod',
    });
  });

  test('MigrationName is a required prompt of its runbook alone', () => {
    const project = projectNamed('Payments', 'payments-api');
    const [runbook] = project.runbooks;

    expect(outline(runbook?.process ?? [])).toEqual([
      ['manual', 'Approve Migration', 'Staging,Production'],
      ['script', 'Execute Migration', ''],
      ['script', 'Verify Migration', ''],
    ]);
    expect(project.variables.find((variable) => variable.name === 'MigrationName')).toMatchObject({
      scope: { runbooks: ['Run DB Migration'], environments: [] },
      prompt: { label: 'Migration name', required: true },
    });
  });

  test('fraud-detector can be restarted', () => {
    const project = projectNamed('Payments', 'fraud-detector');

    expect(outline(project.process)).toEqual([['helm', 'Deploy fraud-detector', '']]);
    expect(project.runbooks.map(({ name, process }) => [name, ...outline(process)])).toEqual([
      ['Restart Service', ['script', 'Restart', '']],
    ]);
  });

  test('cluster-ops has the health check, and makes namespaces whose name it asks for', () => {
    const project = projectNamed('Platform', 'cluster-ops');

    expect(project.process).toEqual([]);
    expect(project.runbooks.map(({ name, process }) => [name, ...outline(process)])).toEqual([
      ['Health Check', ['script', 'Cluster Health Check', '']],
      ['Provision Namespace', ['script', 'Make Namespace', '']],
    ]);
    expect(project.variables).toMatchObject([
      { name: 'NewNamespace', scope: { runbooks: ['Provision Namespace'] }, prompt: { required: true } },
    ]);
  });

  test('kyc-service is signed off by anyone in Staging and Production', () => {
    const project = projectNamed('Merchants', 'kyc-service');

    expect(outline(project.process)).toEqual([
      ['manual', 'Compliance Sign-Off', 'Staging,Production'],
      ['kubernetesYaml', 'Deploy kyc-service', ''],
    ]);
    expect(project.process[0]).toMatchObject({ responsibleTeams: ['Everyone'] });
    expect(project.variables).toHaveLength(12);
    expect(table(project, 'Replicas')).toEqual({ Development: '1', Staging: '2', Production: '2' });
  });

  test('every helm step reads the values of its environment after the common ones', () => {
    const helm = lab.spaces
      .flatMap((space) => space.projects.flatMap((project) => project.process))
      .flatMap((step) => (step.kind === 'helm' ? [step] : []));

    expect(helm.map((step) => step.chart)).toEqual([
      'charts/payments-api',
      'charts/fraud-detector',
      'charts/merchant-portal',
    ]);
    for (const step of helm) {
      expect(step.valuesFiles).toEqual([
        `${step.chart}/values.yaml`,
        `${step.chart}/values-#{Octopus.Environment.Name | ToLower}.yaml`,
      ]);
    }
  });
});

describe('the tenants', () => {
  const tenants = spaceNamed('Merchants').tenants;

  test('are connected to merchant-portal everywhere', () => {
    const connections = [{ project: 'merchant-portal', environments: ['Development', 'Staging', 'Production'] }];

    expect(tenants.map((tenant) => [tenant.name, tenant.connections])).toEqual([
      ['Acme Corp', connections],
      ['EuroShop', connections],
    ]);
  });

  test('see the lab’s 18 values in their deployments, and a release name each', () => {
    const seen = tenants.flatMap(({ values, commonValues }) => [
      ...values,
      ...commonValues.flatMap((one) => spaceNamed('Merchants').environments.map(() => one)),
    ]);

    expect(seen.filter(({ template }) => template !== 'ReleaseName')).toHaveLength(18);
    expect(seen.filter(({ template }) => template === 'ReleaseName')).toHaveLength(6);
  });

  test.each([
    ['Acme Corp', 'acme', '#FF6600', 'us-east-1'],
    ['EuroShop', 'euro', '#003399', 'eu-west-1'],
  ])('%s has its own namespace, colour and region', (name, short, colour, region) => {
    const tenant = tenants.find((one) => one.name === name);
    const of = (template: string) =>
      tenant?.values.filter((one) => one.template === template).map(({ value }) => value);

    expect(of('Namespace')).toEqual(['dev', 'staging', 'prod'].map((end) => `merchant-${short}-${end}`));
    expect(tenant?.commonValues).toEqual([
      { variableSet: 'Tenant Config', template: 'BrandColor', value: colour },
      { variableSet: 'Tenant Config', template: 'DataRegion', value: region },
    ]);
    expect(new Set(of('ReleaseName'))).toEqual(
      new Set(['merchant-portal-#{Octopus.Deployment.Tenant.Name | ToLower | Replace " " "-"}']),
    );
  });

  test('are hosted where all merchants are', () => {
    expect(tenants.map(({ tags }) => tags)).toEqual([['Hosting/Shared-K8s'], ['Hosting/Shared-K8s']]);
    expect(lab.spaces.map(({ tagSets }) => tagSets.map(({ name }) => name))).toEqual([[], [], ['Hosting']]);
  });

  test('beat what the project has for everyone else', () => {
    const project = projectNamed('Merchants', 'merchant-portal');

    expect(project.multiTenancy).toBe('tenantedOrUntenanted');
    expect(table(project, 'ReleaseName')).toEqual({ '': 'merchant-portal' });
    expect(table(project, 'Namespace')).toEqual({
      Development: 'merchant-dev',
      Staging: 'merchant-staging',
      Production: 'merchant-prod',
    });
  });
});

test('the product spaces have a container feed each, whose password is optional', () => {
  const feeds = lab.spaces.map(({ feeds: all }) => all.map(({ name, type, password }) => [name, type, password]));
  const registry = ['FinPay Registry', 'docker', { env: 'REGISTRY_PASSWORD', optional: true }];

  expect(feeds).toEqual([[], [registry], [registry]]);
});

test('repairs of payments-api go their own way, and only versions that say so', () => {
  expect(projectNamed('Payments', 'payments-api').channels).toMatchObject([
    { name: 'Hotfix', lifecycle: 'Hotfix', isDefault: false, rules: [{ preReleaseTag: '^hotfix', packages: [] }] },
  ]);
});
