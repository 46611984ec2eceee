import { Client, DeploymentRepository, ReleaseRepository, ServerTaskWaiter } from '@octopusdeploy/api-client';
import { environmentName, projectName, spaceName } from './names.ts';
import { pollEveryMs, server, tenants, timed } from './work.ts';

let created: Promise<Client> | undefined;

await timed(async (version) => {
  // Creating it asks the server: a part of the first time.
  created ??= Client.create({ instanceURL: server.url, apiKey: server.apiKey, userAgentApp: 'bench' });
  const client = await created;
  const where = { spaceName, ProjectName: projectName, ReleaseVersion: version };
  await new ReleaseRepository(client, spaceName).create(where);
  const made = await new DeploymentRepository(client, spaceName).createTenanted({
    ...where,
    EnvironmentName: environmentName,
    Tenants: tenants,
    TenantTags: [],
  });
  const taskIds = made.DeploymentServerTasks.map((task) => task.ServerTaskId);
  const tasks = await new ServerTaskWaiter(client, spaceName).waitForServerTasksToComplete(
    taskIds,
    pollEveryMs,
    120_000,
  );
  if (tasks.length !== tenants.length || tasks.some(({ State }) => String(State) !== 'Success')) {
    throw new Error(JSON.stringify(tasks));
  }
});
