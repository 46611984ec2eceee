/** Sends a request to a server as its administrator, and gives the answer's body. */
export type Send = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** A step that runs a script on the server. */
export function script(name: string, body: string, properties: object = {}): object {
  const inline = { 'Octopus.Action.Script.Syntax': 'Bash', 'Octopus.Action.Script.ScriptBody': body };
  return {
    Name: name,
    Actions: [{ Name: name, ActionType: 'Octopus.Script', Properties: { ...inline, ...properties } }],
  };
}

/** Makes a project of these steps, releases it, deploys it, and gives the task. */
export async function deploySteps(
  send: Send,
  wanted: {
    readonly project: string;
    readonly environmentId: string;
    readonly steps: readonly object[];
    readonly variables?: readonly object[];
  },
): Promise<string> {
  const { environmentId, steps, variables = [] } = wanted;
  const space = '/api/Spaces-1';
  const lifecycle = await send<{ Id: string }>('POST', `${space}/lifecycles`, { Name: wanted.project, Phases: [] });
  const [group] = await send<{ Id: string }[]>('GET', `${space}/projectgroups/all`);
  const project = await send<{ DeploymentProcessId: string; VariableSetId: string }>('POST', `${space}/projects`, {
    Name: wanted.project,
    ProjectGroupId: group?.Id,
    LifecycleId: lifecycle.Id,
  });
  await send('PUT', `${space}/deploymentprocesses/${project.DeploymentProcessId}`, { Version: 0, Steps: steps });
  await send('PUT', `${space}/variables/${project.VariableSetId}`, { Version: 0, Variables: variables });
  const { ReleaseId } = await send<{ ReleaseId: string }>('POST', `${space}/releases/create/v1`, {
    SpaceId: 'Spaces-1',
    SpaceIdOrName: 'Spaces-1',
    ProjectName: wanted.project,
    ReleaseVersion: '1.0.0',
  });
  const deployment = { ReleaseId, EnvironmentId: environmentId };
  return (await send<{ TaskId: string }>('POST', `${space}/deployments`, deployment)).TaskId;
}
