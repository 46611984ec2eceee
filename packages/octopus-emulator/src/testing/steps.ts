import type { components, Deployment } from '@octotrain/octopus-client';
import type { FinPay } from './finpay.ts';

type Details = components['schemas']['TaskDetails'];
type Activity = components['schemas']['Activity'];

const space = '/api/Spaces-1';

/** A project on a lifecycle of its own that deploys nothing by itself. */
export async function addByHand(finpay: FinPay, steps: readonly object[], name = 'p') {
  const lifecycle = await finpay.send<{ Id: string }>('POST', `${space}/lifecycles`, {
    Name: `by hand ${name}`,
    Phases: [],
  });
  const project = await finpay.createProject(name, { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, steps);
  return project;
}

/** Targets with the tag `web` in Development. */
export async function addAgents(finpay: FinPay, ...names: string[]): Promise<void> {
  for (const Name of names) {
    await finpay.send('POST', `${space}/machines`, {
      Name,
      EnvironmentIds: [finpay.environments.development],
      Roles: ['web'],
      Endpoint: {
        CommunicationStyle: 'KubernetesTentacle',
        TentacleEndpointConfiguration: {
          CommunicationMode: 'Polling',
          Uri: `poll://${Name}.kind-dev/`,
          Thumbprint: 'AB',
        },
      },
    });
  }
}

/** Releases version 1.0.0 and deploys it to Development. */
export async function deployed(finpay: FinPay, name = 'p', more: object = {}): Promise<Deployment> {
  const release = await finpay.release(name, '1.0.0');
  return finpay.deploy(release, finpay.environments.development, more);
}

/** The steps of a task's log. */
export async function stepsOf(finpay: FinPay, taskId: string): Promise<readonly Activity[]> {
  const details = await finpay.send<Details>('GET', `/api/tasks/${taskId}/details`);
  return details.ActivityLogs[0]?.Children ?? [];
}

/** A step that runs a script on every target with the tag `web`. */
export function onWeb(name: string, script: string, properties: object = {}, action: object = {}): object {
  return {
    Name: name,
    Properties: { 'Octopus.Action.TargetRoles': 'web', ...properties },
    Actions: [
      {
        Name: name,
        ActionType: 'Octopus.Script',
        ...action,
        Properties: {
          'Octopus.Action.Script.Syntax': 'Bash',
          'Octopus.Action.Script.ScriptBody': script,
          ...Object(action).Properties,
        },
      },
    ],
  };
}

/** A Tentacle in Development with the tag `web`: processes on it are kept apart. */
export async function addTentacle(finpay: FinPay, Name: string): Promise<void> {
  await finpay.send('POST', `${space}/machines`, {
    Name,
    EnvironmentIds: [finpay.environments.development],
    Roles: ['web'],
    Endpoint: { CommunicationStyle: 'TentaclePassive', Uri: `https://${Name}:10933/`, Thumbprint: 'AB' },
  });
}
