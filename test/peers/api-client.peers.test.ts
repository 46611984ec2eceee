import {
  Client,
  type CreateDeploymentTenantedCommandV1,
  DeploymentProcessRepository,
  DeploymentRepository,
  EnvironmentRepository,
  EnvironmentV2Repository,
  LifecycleRepository,
  type Project,
  ProjectGroupRepository,
  ProjectRepository,
  ReleaseRepository,
  type Runbook,
  RunbookProcessRepository,
  RunbookRepository,
  RunbookRunRepository,
  RunbookSnapshotRepository,
  SpaceRepository,
  SpaceServerTaskRepository,
  TagSetRepository,
  TenantRepository,
} from '@octopusdeploy/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approval, endsOf, script, spaceName, untilFound } from './api-client-session.ts';
import { type PeerServer, routes, startPeerServer } from './peer-server.ts';
import { expectResults, type Verdict } from './results.ts';

// One session: every check goes on from the ones before.
describe.each(routes)('the TypeScript client, %s', (route) => {
  const verdicts = new Map<string, Verdict>();
  let server: PeerServer;
  let client: Client;
  let project: Project;
  let runbook: Runbook;
  let groupId = '';
  let lifecycleId = '';
  const environments: Record<string, string> = {};
  const seen: Record<string, string> = {};

  beforeAll(async () => {
    server = await startPeerServer(route, { speed: 200 });
  });

  afterAll(async () => {
    await server.close();
  });

  function check(words: string, body: () => Promise<void>): void {
    it(words, async () => {
      verdicts.set(words, 'failed');
      await body();
      verdicts.set(words, 'passed');
    });
  }

  function tasks(): SpaceServerTaskRepository {
    return new SpaceServerTaskRepository(client, spaceName);
  }

  check('connects', async () => {
    client = await Client.create({ instanceURL: server.url, apiKey: server.key, userAgentApp: 'peers' });
    expect((await client.getServerInformation()).version).toMatch(/^20\d\d\./);
  });
  check('is told that a key is wrong', async () => {
    const other = await Client.create({ instanceURL: server.url, apiKey: 'API-WRONG', userAgentApp: 'peers' });
    await expect(other.get('~/api/users/me')).rejects.toMatchObject({ StatusCode: 401 });
  });
  check('knows who asks', async () => {
    expect(await client.get('~/api/users/me')).toMatchObject({ Username: 'admin' });
  });
  check('lists spaces', async () => {
    const { Items } = await new SpaceRepository(client).list({ partialName: 'def' });
    expect(Items.map(({ Name }) => Name)).toEqual(['Default']);
  });
  check('makes, changes and removes a space', async () => {
    const spaces = new SpaceRepository(client);
    // The form that the client gives to new spaces asks for lists that it does not need.
    const made = await spaces.create({ Name: 'Lab', SpaceManagersTeams: ['teams-administrators'] } as never);
    const changed = await spaces.modify({ ...made, Description: 'for trying', TaskQueueStopped: true });
    expect(changed.Description).toBe('for trying');
    await spaces.del(changed);
    expect((await spaces.list()).Items).toHaveLength(1);
  });
  check('is told that a space is not there', async () => {
    await expect(new EnvironmentRepository(client, 'Nowhere').list()).rejects.toThrow(/Nowhere/);
  });

  check('makes environments', async () => {
    const repository = new EnvironmentRepository(client, spaceName);
    for (const Name of ['Development', 'Staging', 'Production']) {
      environments[Name] = (await repository.create({ Name })).Id;
    }
    expect(Object.keys(environments)).toHaveLength(3);
  });
  check('lists environments by a part of the name', async () => {
    const { Items } = await new EnvironmentRepository(client, spaceName).list({ partialName: 'prod' });
    expect(Items.map(({ Name }) => Name)).toEqual(['Production']);
  });
  check('lists environments by ids', async () => {
    const ids = [environments.Staging ?? '', environments.Development ?? ''];
    const { Items } = await new EnvironmentRepository(client, spaceName).list({ ids, take: 10 });
    expect(Items.map(({ Name }) => Name)).toEqual(['Development', 'Staging']);
  });
  check('pages', async () => {
    const page = await new EnvironmentRepository(client, spaceName).list({ skip: 1, take: 1 });
    expect(page).toMatchObject({ TotalResults: 3, ItemsPerPage: 1, LastPageNumber: 2, Items: [{ Name: 'Staging' }] });
  });
  check('changes an environment', async () => {
    const repository = new EnvironmentRepository(client, spaceName);
    const production = await repository.get(environments.Production ?? '');
    expect((await repository.modify({ ...production, UseGuidedFailure: true })).UseGuidedFailure).toBe(true);
    await repository.modify({ ...production, UseGuidedFailure: false });
  });
  check('sorts environments', async () => {
    const repository = new EnvironmentRepository(client, spaceName);
    await repository.sort([environments.Development ?? '', environments.Staging ?? '', environments.Production ?? '']);
    expect((await repository.list()).Items.map(({ SortOrder }) => SortOrder)).toEqual([0, 1, 2]);
  });
  check('lists environments in the newer form', async () => {
    const { Items } = await new EnvironmentV2Repository(client, spaceName).list({ skip: 0, take: 10, type: 'Static' });
    expect(Items.map(({ Type }) => Type)).toEqual(['Static', 'Static', 'Static']);
  });
  check('is told that a name is taken', async () => {
    const second = new EnvironmentRepository(client, spaceName).create({ Name: 'production' });
    await expect(second).rejects.toThrow(/production/);
  });
  check('is told that a document is not there', async () => {
    const missing = new EnvironmentRepository(client, spaceName).get('Environments-99');
    await expect(missing).rejects.toMatchObject({ StatusCode: 404 });
  });

  check('makes a lifecycle', async () => {
    const phases = ['Development', 'Production'].map((Name) => ({
      Name,
      OptionalDeploymentTargets: [environments[Name]],
    }));
    // The client's type of a lifecycle is that of a stored one.
    const made = await new LifecycleRepository(client, spaceName).create({ Name: 'Standard', Phases: phases } as never);
    lifecycleId = made.Id;
    expect(made.Phases).toHaveLength(2);
  });
  check('lists lifecycles', async () => {
    const { Items } = await new LifecycleRepository(client, spaceName).list({ partialName: 'stand' });
    expect(Items.map(({ Id }) => Id)).toEqual([lifecycleId]);
  });
  check('makes a project group', async () => {
    groupId = (await new ProjectGroupRepository(client, spaceName).create({ Name: 'Payments' } as never)).Id;
    expect(groupId).toMatch(/^ProjectGroups-/);
  });
  check('makes a project', async () => {
    project = await new ProjectRepository(client, spaceName).create({
      Name: 'Payments API',
      LifecycleId: lifecycleId,
      ProjectGroupId: groupId,
    });
    expect(project.Slug).toBe('payments-api');
  });
  check('changes a project', async () => {
    const repository = new ProjectRepository(client, spaceName);
    const stored = await repository.get(project.Id);
    const mode = 'TenantedOrUntenanted' as typeof stored.TenantedDeploymentMode;
    project = await repository.modify({ ...stored, Description: 'pays', TenantedDeploymentMode: mode });
    expect(project).toMatchObject({ Description: 'pays', TenantedDeploymentMode: mode });
  });
  check('gets a project by its slug', async () => {
    expect((await new ProjectRepository(client, spaceName).get('payments-api')).Id).toBe(project.Id);
  });
  check('lists projects', async () => {
    expect((await new ProjectRepository(client, spaceName).list({ partialName: 'pay' })).TotalResults).toBe(1);
  });
  check('writes a process', async () => {
    const repository = new DeploymentProcessRepository(client, spaceName);
    const stored = await repository.get(project);
    // Steps as they are sent have no ids yet, which the type asks for.
    const written = await repository.update(project, { ...stored, Steps: [script] as never });
    expect(written).toMatchObject({ Version: 1, Steps: [{ Name: 'Run' }] });
  });
  check('is told that a process was changed meanwhile', async () => {
    const repository = new DeploymentProcessRepository(client, spaceName);
    const stale = { ...(await repository.get(project)), Version: 0 };
    await expect(repository.update(project, stale)).rejects.toMatchObject({ StatusCode: 409 });
  });

  check('makes a tag set', async () => {
    const Tags = [{ Name: 'EU', Color: '#3156B3', Description: '' }];
    const set = await new TagSetRepository(client, spaceName).create({ Name: 'Region', Tags } as never);
    expect(set.Tags.map(({ CanonicalTagName }) => CanonicalTagName)).toEqual(['Region/EU']);
  });
  check('makes a tenant', async () => {
    const tenant = await new TenantRepository(client, spaceName).create({
      Name: 'Acme',
      TenantTags: ['Region/EU'],
      ProjectEnvironments: { [project.Id]: [environments.Development ?? ''] },
    });
    seen.tenant = tenant.Id;
    expect(tenant.TenantTags).toEqual(['Region/EU']);
  });
  check('lists tenants by tag', async () => {
    const repository = new TenantRepository(client, spaceName);
    expect((await repository.list({ tags: 'Region/EU' })).TotalResults).toBe(1);
    expect((await repository.list({ projectId: project.Id })).TotalResults).toBe(1);
  });
  check("tests a tenant's tags", async () => {
    const result = await new TenantRepository(client, spaceName).tagTest([seen.tenant ?? ''], ['Region/EU']);
    expect(result[seen.tenant ?? '']?.IsMatched).toBe(true);
  });
  check("reads a tenant's variables", async () => {
    const repository = new TenantRepository(client, spaceName);
    const variables = await repository.getVariables(await repository.get(seen.tenant ?? ''));
    expect(Object.keys(variables.ProjectVariables)).toEqual([project.Id]);
  });
  check('finds no missing variables', async () => {
    expect(await new TenantRepository(client, spaceName).missingVariables({ projectId: project.Id })).toEqual([]);
  });
  check('lists feeds', async () => {
    expect(await client.request('~/api/{spaceId}/feeds', { spaceName })).toMatchObject({ Items: expect.any(Array) });
  });

  check('makes a release', async () => {
    const made = await new ReleaseRepository(client, spaceName).create({
      spaceName,
      ProjectName: 'Payments API',
      ReleaseVersion: '1.0.0',
      ReleaseNotes: 'new',
    });
    seen.release = made.ReleaseId;
    expect(made.ReleaseVersion).toBe('1.0.0');
  });
  check('makes a release again only when asked to', async () => {
    const repository = new ReleaseRepository(client, spaceName);
    const again = { spaceName, ProjectName: project.Name, ReleaseVersion: '1.0.0' };
    expect((await repository.create({ ...again, IgnoreIfAlreadyExists: true })).ReleaseId).toBe(seen.release);
    await expect(repository.create(again)).rejects.toMatchObject({ StatusCode: 400 });
  });
  check('lets the server choose a version', async () => {
    const made = await new ReleaseRepository(client, spaceName).create({ spaceName, ProjectName: project.Slug });
    expect(made.ReleaseVersion).toBe('1.0.1');
  });
  check('gets and lists releases', async () => {
    const repository = new ReleaseRepository(client, spaceName);
    expect((await repository.get(seen.release ?? '')).ReleaseNotes).toBe('new');
    const { Items } = await repository.listForProject(project.Id, { searchByVersion: '1.0.0' });
    expect(Items.map(({ Version }) => Version)).toEqual(['1.0.0']);
  });
  check('deploys', async () => {
    const made = await new DeploymentRepository(client, spaceName).create({
      spaceName,
      ProjectName: project.Name,
      ReleaseVersion: '1.0.0',
      EnvironmentNames: ['Development'],
    });
    seen.deployment = made.DeploymentServerTasks[0]?.DeploymentId ?? '';
    seen.task = made.DeploymentServerTasks[0]?.ServerTaskId ?? '';
    expect(made.DeploymentServerTasks).toHaveLength(1);
  });
  check('waits for the task', async () => {
    expect(await endsOf(client, seen.task ?? '')).toEqual(['Success']);
  });
  check('gets the task', async () => {
    const task = await tasks().getById(seen.task ?? '');
    expect(task).toMatchObject({ State: 'Success', IsCompleted: true, FinishedSuccessfully: true });
  });
  check('gets tasks by ids', async () => {
    expect((await tasks().getByIds([seen.task ?? ''])).map(({ Id }) => Id)).toEqual([seen.task]);
  });
  check("gets the task's details", async () => {
    const details = await tasks().getDetails(seen.task ?? '');
    expect(details.ActivityLogs.length).toBeGreaterThan(0);
  });
  check("gets the task's log as text", async () => {
    expect(await tasks().getRaw(seen.task ?? '')).toContain('Run');
  });
  check('gets and lists deployments', async () => {
    const repository = new DeploymentRepository(client, spaceName);
    expect((await repository.get(seen.deployment ?? '')).ReleaseId).toBe(seen.release);
    expect((await repository.list({ projects: [project.Id] })).TotalResults).toBe(1);
  });
  check('is refused a phase that is not reached', async () => {
    const early = new DeploymentRepository(client, spaceName).create({
      spaceName,
      ProjectName: project.Name,
      ReleaseVersion: '1.0.1',
      EnvironmentNames: ['Production'],
    });
    await expect(early).rejects.toMatchObject({ StatusCode: 400 });
  });
  check('deploys for tenants', async () => {
    const command: CreateDeploymentTenantedCommandV1 = {
      spaceName,
      ProjectName: project.Name,
      ReleaseVersion: '1.0.0',
      EnvironmentName: 'Development',
      Tenants: ['Acme'],
      TenantTags: [],
    };
    const made = await new DeploymentRepository(client, spaceName).createTenanted(command);
    expect(await endsOf(client, made.DeploymentServerTasks[0]?.ServerTaskId ?? '')).toEqual(['Success']);
  });
  check("reads the project's progression", async () => {
    const progression = await client.request('~/api/{spaceId}/projects/{id}/progression', {
      spaceName,
      id: project.Id,
    });
    expect(progression).toMatchObject({ Releases: expect.any(Array), Environments: expect.any(Array) });
  });

  check('waits for a person and answers for one', async () => {
    const processes = new DeploymentProcessRepository(client, spaceName);
    await processes.update(project, { ...(await processes.get(project)), Steps: [approval, script] as never });
    const where = { spaceName, ProjectName: project.Name, ReleaseVersion: '2.0.0' };
    await new ReleaseRepository(client, spaceName).create(where);
    const deployments = new DeploymentRepository(client, spaceName);
    const made = await deployments.create({ ...where, EnvironmentNames: ['Development'] });
    const taskId = made.DeploymentServerTasks[0]?.ServerTaskId ?? '';
    const interruption = await untilFound(async () => {
      const page = await client.get<{ Items: { Id: string }[] }>(
        `~/api/Spaces-1/interruptions?regarding=${taskId}&pendingOnly=true`,
      );
      return page.Items[0];
    });
    await client.doUpdate(`~/api/Spaces-1/interruptions/${interruption.Id}/responsible`, {});
    await client.doCreate(`~/api/Spaces-1/interruptions/${interruption.Id}/submit`, {
      Instructions: null,
      Notes: 'fine',
      Result: 'Proceed',
    });
    expect(await endsOf(client, taskId)).toEqual(['Success']);
  });
  check('cancels a task', async () => {
    const made = await new DeploymentRepository(client, spaceName).create({
      spaceName,
      ProjectName: project.Name,
      ReleaseVersion: '2.0.0',
      EnvironmentNames: ['Development'],
    });
    const taskId = made.DeploymentServerTasks[0]?.ServerTaskId ?? '';
    await client.post(`~/api/tasks/${taskId}/cancel`, {});
    expect(await endsOf(client, taskId)).toEqual(['Canceled']);
  });

  check('makes a runbook under its project', async () => {
    runbook = await new RunbookRepository(client, spaceName, project).create({
      Name: 'Restart',
      Description: 'when it hangs',
      ProjectId: project.Id,
    } as never);
    expect(runbook.RunbookProcessId).toBe(`RunbookProcess-${runbook.Id}`);
  });
  check('gets and lists runbooks', async () => {
    const repository = new RunbookRepository(client, spaceName, project);
    expect((await repository.get(runbook.Id)).Name).toBe('Restart');
    expect((await repository.list()).TotalResults).toBe(1);
  });
  check("writes a runbook's process", async () => {
    const repository = new RunbookProcessRepository(client, spaceName, project);
    const written = await repository.update({ ...(await repository.get(runbook)), Steps: [script] as never });
    expect(written.Steps).toHaveLength(1);
  });
  check('publishes a snapshot', async () => {
    const repository = new RunbookSnapshotRepository(client, spaceName, project);
    const snapshot = await repository.create(runbook, 'First', true);
    const stored = await new RunbookRepository(client, spaceName, project).get(runbook.Id);
    expect(stored.PublishedRunbookSnapshotId).toBe(snapshot.Id);
  });
  check('runs a runbook', async () => {
    const repository = new RunbookRunRepository(client, spaceName);
    const made = await repository.create({
      spaceName,
      ProjectName: project.Name,
      RunbookName: 'Restart',
      EnvironmentNames: ['Development', 'Staging'],
    });
    const ids = made.RunbookRunServerTasks.map(({ ServerTaskId }) => ServerTaskId);
    expect(await endsOf(client, ...ids)).toEqual(['Success', 'Success']);
    seen.run = made.RunbookRunServerTasks[0]?.RunbookRunId ?? '';
  });
  check('gets and lists runbook runs', async () => {
    const repository = new RunbookRunRepository(client, spaceName);
    expect((await repository.get(seen.run ?? '')).RunbookId).toBe(runbook.Id);
    expect((await repository.list({ runbooks: [runbook.Id] })).TotalResults).toBe(2);
  });
  check('removes a runbook', async () => {
    const repository = new RunbookRepository(client, spaceName, project);
    await repository.del(runbook);
    expect((await repository.list()).TotalResults).toBe(0);
  });
  check('is refused a group that is in use', async () => {
    const repository = new ProjectGroupRepository(client, spaceName);
    await expect(repository.del(await repository.get(groupId))).rejects.toMatchObject({ StatusCode: 400 });
  });
  check('removes a project', async () => {
    const repository = new ProjectRepository(client, spaceName);
    await repository.del(project);
    await expect(repository.get(project.Id)).rejects.toMatchObject({ StatusCode: 404 });
  });

  it('comes to what is written down', () => expectResults('api-client', verdicts));
});
