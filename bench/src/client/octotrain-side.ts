import { createOctopusClient } from '@octotrain/octopus-client';
import { environmentName, projectName, spaceName } from './names.ts';
import { pollEveryMs, server, tenants, timed } from './work.ts';

const client = createOctopusClient({ url: server.url, auth: { apiKey: server.apiKey }, requestsPerMinute: 0 });

await timed(async (version) => {
  const space = await client.space(spaceName);
  const params = { path: { spaceId: space.id } };
  const where = { SpaceId: space.id, SpaceIdOrName: space.id, ProjectName: projectName, ReleaseVersion: version };
  await client.api.POST('/api/{spaceId}/releases/create/v1', { params, body: where });
  const { data } = await client.api.POST('/api/{spaceId}/deployments/create/tenanted/v1', {
    params,
    body: { ...where, EnvironmentName: environmentName, Tenants: tenants },
  });
  const taskIds = data.DeploymentServerTasks.map((task) => task.ServerTaskId);
  const results = await client.tasks.wait({ taskIds, pollEveryMs, timeoutMs: 120_000 });
  if (results.length !== tenants.length || results.some(({ task }) => task?.State !== 'Success')) {
    throw new Error(JSON.stringify(results));
  }
});
