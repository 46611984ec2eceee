import type { OctopusClient } from '@octotrain/octopus-client';

/** All deployments and runbook runs of the server, sorted, without what differs from run to run. */
export async function standings(client: OctopusClient): Promise<readonly string[]> {
  const spaces = (await client.api.GET('/api/spaces/all')).data;
  const lines = await Promise.all(
    spaces.map(async ({ Id: spaceId, Name: space }) => {
      const params = { path: { spaceId } };
      const [environments, tenants, projects, deployments, runs] = await Promise.all([
        client.api.GET('/api/{spaceId}/environments/all', { params }),
        client.api.GET('/api/{spaceId}/tenants/all', { params }),
        client.api.GET('/api/{spaceId}/projects/all', { params }),
        client.api.GET('/api/{spaceId}/deployments', { params: { ...params, query: { take: 500 } } }),
        client.api.GET('/api/{spaceId}/runbookRuns', { params: { ...params, query: { take: 500 } } }),
      ]);
      const names = new Map(
        [...environments.data, ...tenants.data, ...projects.data].map((each) => [each.Id, each.Name]),
      );
      const name = (id: string | null | undefined) => (id == null ? '-' : (names.get(id) ?? id));
      const releases = new Map<string, string>();
      for (const { ReleaseId } of deployments.data.Items) {
        if (releases.has(ReleaseId)) continue;
        const { data } = await client.api.GET('/api/{spaceId}/releases/{id}', {
          params: { path: { spaceId, id: ReleaseId } },
        });
        releases.set(ReleaseId, data.Version);
      }
      const tasks = await client.tasks.get([...deployments.data.Items, ...runs.data.Items].map(({ TaskId }) => TaskId));
      const state = (taskId: string) => tasks.get(taskId)?.State ?? '?';
      return [
        ...deployments.data.Items.map(
          (item) =>
            `${space}/${name(item.ProjectId)} ${releases.get(item.ReleaseId)} → ${name(item.EnvironmentId)} (${name(item.TenantId)}) ${state(item.TaskId)}`,
        ),
        ...runs.data.Items.map(
          (item) => `${space}/${name(item.ProjectId)} run → ${name(item.EnvironmentId)} ${state(item.TaskId)}`,
        ),
      ];
    }),
  );
  return lines.flat().sort();
}

/** What `after` has more than `before`. */
export function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const rest = [...before];
  return after.filter((line) => {
    const at = rest.indexOf(line);
    if (at < 0) return true;
    rest.splice(at, 1);
    return false;
  });
}
