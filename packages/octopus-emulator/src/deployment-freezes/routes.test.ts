import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';

type FreezeList = components['schemas']['DeploymentFreezeList'];

async function withProject() {
  const server = await newServer();
  const { admin } = server;
  const environment = await admin.post('/api/Spaces-1/environments', { Name: 'Production' });
  const project = await admin.post('/api/Spaces-1/projects', {
    Name: 'api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
  });
  const freeze = {
    Name: 'Peak',
    Start: '2035-12-20T00:00:00+00:00',
    End: '2036-01-03T00:00:00+00:00',
    ProjectEnvironmentScope: { [project.body.Id]: [environment.body.Id] },
  };
  return { ...server, projectId: project.body.Id, environmentId: environment.body.Id, freeze };
}

describe('deployment freezes', () => {
  it('are made, read, listed, changed and deleted, in the form that the API describes', async () => {
    const { admin, freeze, projectId } = await withProject();

    const made = await admin.post('/api/deploymentfreezes', freeze);
    const path = `/api/deploymentfreezes/${made.body.Id}`;
    const read = await admin.get(path);
    const changed = await admin.put(path, { ...read.body, Name: 'Peak season' });
    const list = await admin.get<FreezeList>(`/api/deploymentfreezes?projectIds=${projectId}`);
    await admin.remove(path);

    expect(made.status).toBe(201);
    expect(read.body).toMatchObject({ ...freeze, TenantProjectEnvironmentScope: [], RecurringSchedule: null });
    expect(deviations('DeploymentFreeze', read.body)).toEqual([]);
    expect(deviations('DeploymentFreezeList', list.body)).toEqual([]);
    expect(changed.body.Name).toBe('Peak season');
    expect([list.body.Count, list.body.DeploymentFreezes[0]?.Name]).toEqual([1, 'Peak season']);
    expect((await admin.get(path)).status).toBe(404);
    expect(
      (await admin.get(`/api/events?regarding=${made.body.Id}`)).body.Items.map(({ Category }) => Category),
    ).toEqual(['Deleted', 'Modified', 'Created']);
  });

  it('are found by what they cover and by whether they are over', async () => {
    const { admin, freeze } = await withProject();
    const past = { ...freeze, Name: 'Old', Start: '2020-01-01T00:00:00Z', End: '2020-01-02T00:00:00Z' };
    const now = { ...freeze, Name: 'Now', Start: '2020-01-01T00:00:00Z' };
    for (const each of [freeze, past, now]) await admin.post('/api/deploymentfreezes', each);
    const names = async (query: string) =>
      (await admin.get<FreezeList>(`/api/deploymentfreezes?${query}`)).body.DeploymentFreezes.map(({ Name }) => Name);

    expect(await names('')).toEqual(['Now', 'Peak']);
    expect(await names('includeComplete=true')).toEqual(['Old', 'Now', 'Peak']);
    expect(await names('status=Active')).toEqual(['Now']);
    expect(await names('partialName=pea')).toEqual(['Peak']);
    expect(await names('projectIds=Projects-99')).toEqual([]);
    expect(await names('tenantIds=Tenants-1')).toEqual([]);
  });

  it('is taken before it covers anything, by whoever may administer freezes', async () => {
    const { admin } = await newServer();

    const { status, body } = await admin.post<{ ProjectEnvironmentScope: object }>('/api/deploymentfreezes', {
      Name: 'Later',
      Start: '2036-01-01T00:00:00Z',
      End: '2036-01-02T00:00:00Z',
    });

    expect([status, body.ProjectEnvironmentScope]).toEqual([201, {}]);
  });

  it.each([
    [{ End: '2035-12-20T00:00:00Z' }, 'A deployment freeze must end after it starts.'],
    [{ Start: 'soon' }, "'soon' is not a time."],
    [{ ProjectEnvironmentScope: { 'Projects-99': ['Environments-1'] } }, "The project 'Projects-99' does not exist."],
    [{ OwnerId: 'Projects-99' }, "The project 'Projects-99' does not exist."],
    [
      { RecurringSchedule: { Type: 'Daily', Unit: 1, EndType: 'OnDate' } },
      'A schedule that ends OnDate needs an EndOnDate.',
    ],
    [
      { RecurringSchedule: { Type: 'Monthly', Unit: 1, EndType: 'Never', DateOfMonth: '32' } },
      "'32' is no date of a month: 1 to 31, or L for the last.",
    ],
  ])('are refused where they make no sense: %j', async (wrong, problem) => {
    const { admin, freeze } = await withProject();

    const { status, body } = await admin.post('/api/deploymentfreezes', { ...freeze, ...wrong });

    expect([status, body.Errors]).toEqual([400, [problem]]);
    expect((await admin.get<FreezeList>('/api/deploymentfreezes?includeComplete=true')).body.Count).toBe(0);
  });

  it('are for everyone to see, and for those to change who administer them and see what they cover', async () => {
    const server = await withProject();
    const { admin, freeze } = server;
    const anybody = await userWith(server, { username: 'ann', space: ['ProjectView'] });
    const blind = await userWith(server, { username: 'ben', space: ['DeploymentFreezeAdminister', 'ProjectView'] });
    const keeper = await userWith(server, {
      username: 'kim',
      space: ['DeploymentFreezeAdminister', 'ProjectView', 'EnvironmentView'],
    });
    await admin.post('/api/deploymentfreezes', freeze);

    expect((await anybody.get<FreezeList>('/api/deploymentfreezes')).body.Count).toBe(1);
    expect((await anybody.post('/api/deploymentfreezes', { ...freeze, Name: 'Mine' })).status).toBe(403);
    expect((await blind.post('/api/deploymentfreezes', { ...freeze, Name: 'Mine' })).status).toBe(403);
    expect((await keeper.post('/api/deploymentfreezes', { ...freeze, Name: 'Mine' })).status).toBe(201);
    expect((await anybody.remove('/api/deploymentfreezes/DeploymentFreezes-1')).status).toBe(403);
  });
});
