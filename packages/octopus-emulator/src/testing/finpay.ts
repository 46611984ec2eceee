import type { Deployment, Interruption, Release, ServerTask } from '@octotrain/octopus-client';
import type { EmulatorOptions } from '../emulator.ts';
import { deployRepository } from './finpay-git.ts';
import { type Server, startServer } from './server.ts';

interface Named {
  readonly Id: string;
  readonly Name: string;
}

const smokeTest = `
NAMESPACE="#{Namespace}"
kubectl rollout status deployment/payments-api -n \${NAMESPACE} --timeout=120s
POD=$(kubectl get pod -n \${NAMESPACE} -l app=payments-api -o jsonpath='{.items[0].metadata.name}')
STATUS=$(kubectl exec -n \${NAMESPACE} \${POD} -- curl -s -o /dev/null -w '%{http_code}' http://localhost:80/)
if [ "\${STATUS}" = "200" ]; then
  echo "healthy (HTTP \${STATUS})"
else
  echo "unhealthy (HTTP \${STATUS})"
  exit 1
fi
`;

/** A small FinPay in one space: three environments, the Standard lifecycle, agents on two clusters, people. */
export interface FinPay extends Server {
  readonly environments: { readonly development: string; readonly staging: string; readonly production: string };
  readonly lifecycleId: string;
  readonly projectGroupId: string;
  readonly riskTeamId: string;
  keyOf(username: string): string;
  createProject(name: string, more?: object): Promise<Named & { DeploymentProcessId: string; VariableSetId: string }>;
  putProcess(processPath: string, steps: readonly object[]): Promise<{ Steps: { Actions: Named[] }[] }>;
  putVariables(setId: string, variables: readonly object[]): Promise<void>;
  release(project: string, version: string, more?: object): Promise<Release>;
  deploy(release: Release, environmentId: string, more?: object): Promise<Deployment>;
  /** Deploys and expects Success. */
  promote(release: Release, environmentId: string, more?: object): Promise<Deployment>;
  /** Waits for the server's own deployments of a release and gives all of them. */
  automatic(release: Release, count: number): Promise<Deployment[]>;
  pendingInterruption(taskId: string): Promise<Interruption>;
  approve(taskId: string, username: string, result?: 'Proceed' | 'Abort'): Promise<void>;
}

const space = '/api/Spaces-1';

function step(name: string, action: object, more: object = {}): object {
  return { Name: name, ...more, Actions: [{ Name: name, ...action }] };
}

/** A step that deploys a chart of the repository. */
export function helmStep(name: string, chart: string, more: { releaseName?: string } = {}): object {
  const sources = [
    {
      Type: 'Chart',
      ValuesFilePaths: `charts/${chart}/values.yaml\ncharts/${chart}/values-#{Octopus.Environment.Name | ToLower}.yaml`,
    },
  ];
  return step(
    name,
    {
      ActionType: 'Octopus.HelmChartUpgrade',
      GitDependencies: [
        { Name: '', RepositoryUri: deployRepository, DefaultBranch: 'main', GitCredentialType: 'Anonymous' },
      ],
      Properties: {
        'Octopus.Action.Script.ScriptSource': 'GitRepository',
        'Octopus.Action.Helm.ChartDirectory': `charts/${chart}`,
        'Octopus.Action.Helm.ReleaseName': more.releaseName ?? chart,
        'Octopus.Action.Helm.Namespace': '#{Namespace}',
        'Octopus.Action.Helm.TemplateValuesSources': JSON.stringify(sources),
      },
    },
    { Properties: { 'Octopus.Action.TargetRoles': 'k8s' } },
  );
}

/** A step that applies manifests of the repository. */
export function manifestStep(name: string, paths: string): object {
  return step(
    name,
    {
      ActionType: 'Octopus.KubernetesDeployRawYaml',
      GitDependencies: [
        { Name: '', RepositoryUri: deployRepository, DefaultBranch: 'main', GitCredentialType: 'Anonymous' },
      ],
      Properties: {
        'Octopus.Action.Script.ScriptSource': 'GitRepository',
        'Octopus.Action.KubernetesContainers.CustomResourceYamlFileName': paths,
      },
    },
    { Properties: { 'Octopus.Action.TargetRoles': 'k8s' } },
  );
}

export function scriptStep(name: string, script: string, more: object = {}): object {
  const properties = {
    'Octopus.Action.Script.ScriptSource': 'Inline',
    'Octopus.Action.Script.Syntax': 'Bash',
    'Octopus.Action.Script.ScriptBody': script,
  };
  return step(
    name,
    { ActionType: 'Octopus.KubernetesRunScript', Properties: properties },
    { Properties: { 'Octopus.Action.TargetRoles': 'k8s' }, ...more },
  );
}

export function manualStep(name: string, action: object = {}, properties: object = {}): object {
  return step(name, {
    ActionType: 'Octopus.Manual',
    Properties: { 'Octopus.Action.Manual.Instructions': `${name} of #{Octopus.Project.Name}`, ...properties },
    ...action,
  });
}

export async function startFinPay(options: EmulatorOptions = {}): Promise<FinPay> {
  const server = await startServer(options);
  const { send } = server;
  const environment = async (Name: string) => (await send<Named>('POST', `${space}/environments`, { Name })).Id;
  const development = await environment('Development');
  const staging = await environment('Staging');
  const production = await environment('Production');
  const phase = (Name: string, automatic: string[], optional: string[]) => ({
    Name,
    AutomaticDeploymentTargets: automatic,
    OptionalDeploymentTargets: optional,
  });
  const lifecycle = await send<Named>('POST', `${space}/lifecycles`, {
    Name: 'Standard',
    Phases: [
      phase('Development', [development], []),
      phase('Staging', [], [staging]),
      phase('Production', [], [production]),
    ],
  });
  const agent = (Name: string, cluster: string, EnvironmentIds: string[]) =>
    send('POST', `${space}/machines`, {
      Name,
      EnvironmentIds,
      Roles: ['k8s'],
      TenantedDeploymentParticipation: 'TenantedOrUntenanted',
      Endpoint: {
        CommunicationStyle: 'KubernetesTentacle',
        TentacleEndpointConfiguration: {
          CommunicationMode: 'Polling',
          Uri: `poll://${Name}.${cluster}/`,
          Thumbprint: 'AB',
        },
      },
    });
  await agent('dev', 'kind-dev', [development, staging]);
  await agent('prod', 'kind-prod', [production]);
  const groups = await send<Named[]>('GET', `${space}/projectgroups/all`);
  const riskTeamId = await addPeople(server);
  const projectGroupId = groups[0]?.Id ?? '';
  return finpayOver({
    server,
    environments: { development, staging, production },
    lifecycleId: lifecycle.Id,
    projectGroupId,
    riskTeamId,
  });
}

/** `rita` is on the Risk Team and may only answer for it; `dora` deploys and may submit, but is not on the team. */
async function addPeople({ send }: Server): Promise<string> {
  const person = async (Username: string) =>
    (await send<Named>('POST', '/api/users', { Username, DisplayName: Username, Password: 'Password01!' })).Id;
  const [rita, dora] = [await person('rita'), await person('dora')];
  const view = ['InterruptionView', 'TaskView', 'DeploymentView', 'ProjectView', 'EnvironmentView', 'ReleaseView'];
  const role = async (Name: string, GrantedSpacePermissions: string[]) =>
    (await send<Named>('POST', '/api/userroles', { Name, GrantedSpacePermissions })).Id;
  const team = async (Name: string, MemberUserIds: string[], UserRoleId: string) => {
    const { Id } = await send<Named>('POST', '/api/teams', { Name, MemberUserIds });
    await send('POST', '/api/scopeduserroles', { TeamId: Id, UserRoleId, SpaceId: 'Spaces-1' });
    return Id;
  };
  const responsible = await role('Responsible', [...view, 'InterruptionViewSubmitResponsible']);
  const deployer = await role('Deployer', [
    ...view,
    'DeploymentCreate',
    'ReleaseCreate',
    'InterruptionSubmit',
    'TaskCancel',
  ]);
  await team('Deployers', [dora], deployer);
  return team('Risk Team', [rita], responsible);
}

function finpayOver(parts: {
  server: Server;
  environments: FinPay['environments'];
  lifecycleId: string;
  projectGroupId: string;
  riskTeamId: string;
}): FinPay {
  const { server, environments, lifecycleId, projectGroupId, riskTeamId } = parts;
  const { send } = server;
  const finpay: FinPay = {
    ...server,
    environments,
    lifecycleId,
    projectGroupId,
    riskTeamId,
    keyOf(username) {
      const key = server.emulator.keyOf(username);
      if (key === undefined) throw new Error(`${username} has no key`);
      return key;
    },
    createProject: (Name, more) =>
      send('POST', `${space}/projects`, { Name, ProjectGroupId: projectGroupId, LifecycleId: lifecycleId, ...more }),
    async putProcess(path, Steps) {
      const { Version } = await send<{ Version: number }>('GET', `${space}/${path}`);
      return send('PUT', `${space}/${path}`, { Version, Steps });
    },
    async putVariables(setId, Variables) {
      const { Version } = await send<{ Version: number }>('GET', `${space}/variables/${setId}`);
      await send('PUT', `${space}/variables/${setId}`, { Version, Variables });
    },
    async release(ProjectName, ReleaseVersion, more) {
      const { ReleaseId } = await send<{ ReleaseId: string }>('POST', `${space}/releases/create/v1`, {
        SpaceId: 'Spaces-1',
        SpaceIdOrName: 'Spaces-1',
        ProjectName,
        ReleaseVersion,
        ...more,
      });
      return send('GET', `${space}/releases/${ReleaseId}`);
    },
    deploy: (release, EnvironmentId, more) =>
      send('POST', `${space}/deployments`, { ReleaseId: release.Id, EnvironmentId, ...more }),
    async promote(release, environmentId, more) {
      const deployment = await finpay.deploy(release, environmentId, more);
      const task = await server.settle(deployment.TaskId);
      if (task.State !== 'Success') throw new Error(`${task.State}: ${task.ErrorMessage}`);
      return deployment;
    },
    async automatic(release, count) {
      const path = `${space}/releases/${release.Id}/deployments`;
      await server.until(async () => (await send<{ TotalResults: number }>('GET', path)).TotalResults >= count);
      const { Items } = await send<{ Items: Deployment[] }>('GET', path);
      for (const { TaskId } of Items) await server.settle(TaskId);
      return Items;
    },
    async pendingInterruption(taskId) {
      const path = `${space}/interruptions?regarding=${taskId}&pendingOnly=true`;
      const { Items } = await send<{ Items: Interruption[] }>('GET', path);
      const [interruption] = Items;
      if (interruption === undefined) throw new Error(`${taskId} waits for nobody`);
      return interruption;
    },
    async approve(taskId, username, Result = 'Proceed') {
      const { Id } = await finpay.pendingInterruption(taskId);
      const key = finpay.keyOf(username);
      await send('PUT', `${space}/interruptions/${Id}/responsible`, undefined, key);
      await send('POST', `${space}/interruptions/${Id}/submit`, { Notes: 'looked at it', Result }, key);
    },
  };
  return finpay;
}

/** payments-api as the lab has it: approval in Production, chart, smoke test. */
export async function addPaymentsApi(finpay: FinPay): Promise<void> {
  const { environments, riskTeamId } = finpay;
  const project = await finpay.createProject('payments-api');
  await finpay.putVariables(project.VariableSetId, [
    { Name: 'Namespace', Value: 'payments-dev', Scope: { Environment: [environments.development] } },
    { Name: 'Namespace', Value: 'payments-staging', Scope: { Environment: [environments.staging] } },
    { Name: 'Namespace', Value: 'payments-prod', Scope: { Environment: [environments.production] } },
  ]);
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [
    manualStep(
      'Risk Team Approval',
      { Environments: [environments.production] },
      { 'Octopus.Action.Manual.ResponsibleTeamIds': riskTeamId },
    ),
    helmStep('Deploy payments-api', 'payments-api'),
    scriptStep('Smoke Test', smokeTest),
  ]);
}

export async function taskOf(server: Server, taskId: string): Promise<ServerTask> {
  return server.send('GET', `/api/tasks/${taskId}`);
}
