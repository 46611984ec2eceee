import { describe, expect, it } from 'vitest';
import { startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

interface Made {
  readonly Id: string;
  readonly Name: string;
  readonly RunbookProcessId: string;
}

interface Release {
  readonly Id: string;
  readonly ProjectDeploymentProcessSnapshotId: string;
  readonly VersionControlReference: { readonly GitRef: string; readonly GitCommit: string };
}

function say(text: string): object {
  const properties = { 'Octopus.Action.RunOnServer': 'true', 'Octopus.Action.Script.ScriptBody': `echo ${text}` };
  return { Name: 'Say', Actions: [{ Name: 'Say', ActionType: 'Octopus.Script', Properties: properties }] };
}

const settings = {
  Type: 'VersionControlled',
  Url: 'https://git.example/web.git',
  DefaultBranch: 'main',
  BasePath: '.octopus',
  Credentials: { Type: 'UsernamePassword', Username: 'git', Password: { HasValue: true, NewValue: 'hush' } },
};

/** A project with a step, a runbook, a variable and a secret, moved into git. */
async function withGit(more: object = {}) {
  const finpay = await startFinPay();
  const project = await finpay.createProject('web');
  await finpay.putProcess(`/deploymentprocesses/${project.DeploymentProcessId}`, [say('one')]);
  await finpay.putVariables(project.VariableSetId, [
    { Name: 'Replicas', Value: '1' },
    { Name: 'Token', Value: 'secret', IsSensitive: true, Type: 'Sensitive' },
  ]);
  const runbook = await finpay.send<Made>('POST', `${space}/runbooks`, { Name: 'Restart', ProjectId: project.Id });
  await finpay.putProcess(`/runbookProcesses/${runbook.RunbookProcessId}`, [say('restart')]);
  const path = `${space}/projects/${project.Id}`;
  await finpay.send('POST', `${path}/git/convert`, { VersionControlSettings: { ...settings, ...more } });
  const create = (body: object) =>
    finpay.send<{ ReleaseId: string }>('POST', `${space}/releases/create/v1`, { ProjectName: 'web', ...body });
  async function release(body: object): Promise<Release> {
    return finpay.send('GET', `${space}/releases/${(await create(body)).ReleaseId}`);
  }
  async function said(made: Release): Promise<string> {
    const id = made.ProjectDeploymentProcessSnapshotId;
    return JSON.stringify(await finpay.send('GET', `${space}/deploymentprocesses/${id}`));
  }
  return { ...finpay, project, runbook, path, release, said };
}

describe('a project that is moved into git', () => {
  it('has its process, settings and variables on the default branch, without secrets', async () => {
    const { send, path } = await withGit();

    const project = await send<object>('GET', path);
    const variables = await send<{ Variables: Made[] }>('GET', `${path}/main/variables`);

    expect(project).toMatchObject({
      IsVersionControlled: true,
      PersistenceSettings: { Url: settings.Url, Credentials: { Password: { HasValue: true, NewValue: null } } },
      Links: { DeploymentProcess: expect.stringContaining('{gitRef}') },
    });
    expect(await send('GET', `${path}/refs%2Fheads%2Fmain/deploymentprocesses`)).toMatchObject({
      Steps: [{ Name: 'Say' }],
    });
    expect(await send('GET', `${path}/main/deploymentsettings`)).toMatchObject({
      DefaultGuidedFailureMode: 'EnvironmentDefault',
    });
    expect(variables.Variables.map(({ Name }) => Name)).toEqual(['Replicas']);
  });

  it('is moved once, and only to an address of a repository', async () => {
    const { ask, path, createProject } = await withGit();
    const other = await createProject('other');

    const again = await ask('POST', `${path}/git/convert`, { VersionControlSettings: settings });
    const nowhere = await ask('POST', `${space}/projects/${other.Id}/git/convert`, {
      VersionControlSettings: { ...settings, Url: 'here', DefaultBranch: '' },
    });
    const branch = await ask('GET', `${space}/projects/${other.Id}/main/variables`);

    expect(again.body.Errors).toEqual(["The project 'web' is kept in git already."]);
    expect(nowhere.body.Errors).toEqual([
      "'here' is no address of a repository.",
      'A project in git needs a DefaultBranch.',
    ]);
    expect(branch.body.Errors).toEqual(["The project 'other' is not kept in git: git references do not fit."]);
  });

  it('begins on another branch where the default one is protected, and stays off it', async () => {
    const { send, ask, path } = await withGit({ ProtectedBranchNamePatterns: ['main', 'release/*'] });

    const branches = await send<{ Items: Made[] }>('GET', `${path}/git/branches`);
    await send('POST', `${path}/git/branches`, { NewBranchName: 'main', BaseGitRef: 'octopus-vcs-conversion' });
    const refused = await ask('PUT', `${path}/main/deploymentprocesses`, { Steps: [say('two')] });

    expect(branches.Items).toMatchObject([{ Name: 'octopus-vcs-conversion', IsProtected: false }]);
    expect(refused.body.Errors).toEqual(["The branch 'main' is protected: commit to another one."]);
  });
});

describe('what the database had of a project in git', () => {
  it('is neither shown nor changed any more', async () => {
    const { ask, path, project, runbook } = await withGit();
    const refusal = ["The project 'web' is kept in git: name a git reference in the path."];

    for (const [method, address] of [
      ['GET', `${path}/deploymentprocesses`],
      ['PUT', `${space}/deploymentprocesses/${project.DeploymentProcessId}`],
      ['PUT', `${path}/deploymentsettings`],
      ['GET', `${space}/runbookProcesses/${runbook.RunbookProcessId}`],
      ['GET', `${path}/deploymentprocesses/template`],
    ] as const) {
      const answer = await ask(method, address, method === 'PUT' ? {} : undefined);
      expect([address, answer.body.Errors]).toEqual([address, refusal]);
    }
  });
});

describe('branches', () => {
  it('go their own ways from where they began', async () => {
    const { send, ask, path } = await withGit();
    await send('POST', `${path}/git/branches`, { NewBranchName: 'feature/x' });

    await send('PUT', `${path}/feature%2Fx/deploymentprocesses`, { Steps: [say('two')], ChangeDescription: 'Say two' });

    expect(JSON.stringify(await send('GET', `${path}/feature%2Fx/deploymentprocesses`))).toContain('echo two');
    expect(JSON.stringify(await send('GET', `${path}/main/deploymentprocesses`))).toContain('echo one');
    expect((await ask('GET', `${path}/nowhere/deploymentprocesses`)).status).toBe(404);
    expect(await send('GET', `${path}/git/branches?searchByName=FEATURE`)).toMatchObject({
      Items: [{ Name: 'feature/x', CanonicalName: 'refs/heads/feature/x' }],
    });
  });

  it('refuse secrets, which belong into the database', async () => {
    const { ask, path } = await withGit();

    const refused = await ask('PUT', `${path}/main/variables`, {
      Variables: [{ Name: 'Key', Value: 'x', Type: 'Sensitive', IsSensitive: true }],
    });

    expect(refused.body.Errors).toEqual(["'Key' is sensitive: it belongs into the variables of the database."]);
  });
});

describe('a release of a project in git', () => {
  it('is pinned to the commit that its branch had', async () => {
    const { send, path, release, said } = await withGit();
    const first = await release({ GitRef: 'main' });
    await send('PUT', `${path}/main/deploymentprocesses`, { Steps: [say('two')] });
    await send('PUT', `${path}/main/variables`, { Variables: [{ Name: 'Replicas', Value: '2' }] });
    const second = await release({ GitRef: 'main' });
    const old = await release({ GitRef: 'refs/heads/main', GitCommit: first.VersionControlReference.GitCommit });

    expect(await Promise.all([first, second, old].map(said))).toEqual([
      expect.stringContaining('echo one'),
      expect.stringContaining('echo two'),
      expect.stringContaining('echo one'),
    ]);
    const variables = (one: Release) => send<{ Variables: Made[] }[]>('GET', `${path}/releases/${one.Id}/variables`);
    expect((await variables(first))[0]?.Variables).toMatchObject([{ Name: 'Replicas', Value: '1' }, { Name: 'Token' }]);
    expect((await variables(second))[0]?.Variables).toMatchObject([
      { Name: 'Replicas', Value: '2' },
      { Name: 'Token' },
    ]);
    expect(first.VersionControlReference.GitRef).toBe('refs/heads/main');
  });

  it('needs a reference that exists, and one that its channel takes', async () => {
    const { ask, send, project } = await withGit();
    const refuse = async (body: object) =>
      (await ask('POST', `${space}/releases/create/v1`, { ProjectName: 'web', ...body })).body.Errors;
    const channels = await send<{ Items: object[] }>('GET', `${space}/projects/${project.Id}/channels`);
    const [channel] = channels.Items;

    expect(await refuse({})).toEqual(["The project 'web' is kept in git: name a GitRef."]);
    expect(await refuse({ GitRef: 'gone' })).toEqual(["The git reference 'gone' of 'web' does not exist."]);
    await send('PUT', `${space}/channels/${Object(channel).Id}`, { ...channel, GitReferenceRules: ['refs/tags/*'] });
    expect(await refuse({ GitRef: 'main', ReleaseVersion: '1' })).toEqual([
      "The channel 'Default' does not take this release: the git reference refs/heads/main fits none of refs/tags/*.",
    ]);
  });

  it('is deployed by the process of its commit', async () => {
    const { release, send, environments, settle } = await withGit();
    const { Id } = await release({ GitRef: 'main' });

    const deployment = await send<{ TaskId: string }>('POST', `${space}/deployments`, {
      ReleaseId: Id,
      EnvironmentId: environments.development,
    });

    expect((await settle(deployment.TaskId)).State).toBe('Success');
    expect(await send('GET', `${space}/tasks/${deployment.TaskId}/raw`)).toContain('Say');
  });
});

describe('a runbook of a project in git', () => {
  it('runs as it is on a branch, without being published', async () => {
    const { send, ask, path, runbook, settle } = await withGit();
    const process = `${path}/main/runbookProcesses/${runbook.RunbookProcessId}`;
    await send('PUT', process, { Steps: [say('again')] });
    const command = { ProjectName: 'web', RunbookName: 'Restart', EnvironmentNames: ['Development'] };

    const unpublished = await ask('POST', `${space}/runbook-runs/create/v1`, command);
    const made = await send<{ RunbookRunServerTasks: { ServerTaskId: string; RunbookRunId: string }[] }>(
      'POST',
      `${space}/runbook-runs/git/create/v1`,
      { ...command, GitRef: 'main' },
    );
    const [run] = made.RunbookRunServerTasks;

    expect(unpublished.body.Errors).toEqual(["The runbook 'Restart' has no published snapshot."]);
    expect((await settle(run?.ServerTaskId ?? '')).State).toBe('Success');
    const { FrozenRunbookProcessId } = await send<{ FrozenRunbookProcessId: string }>(
      'GET',
      `${space}/runbookRuns/${run?.RunbookRunId}`,
    );
    expect(FrozenRunbookProcessId).toMatch(/-s-[0-9a-f]{10}$/);
  });
});
