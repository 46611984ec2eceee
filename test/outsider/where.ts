// What is where: the version of each project in each environment, across all spaces that the key may see.
import { createOctopusClient, OctopusError } from '@octotrain/octopus-client';

const { OCTOPUS_URL = '', OCTOPUS_API_KEY = '' } = process.env;

try {
  const client = createOctopusClient({ url: OCTOPUS_URL, auth: { apiKey: OCTOPUS_API_KEY } });
  const rows = [['Space', 'Project', 'Environment', 'Version']];
  for (const { Id, Name } of await client.spaces.all()) {
    const space = await client.space(Id);
    for (const project of await space.projects.all()) {
      const path = { spaceId: space.id, projectId: project.Id };
      const { data } = await client.api.GET('/api/{spaceId}/progression/{projectId}', { params: { path } });
      for (const environment of data.Environments) {
        const items = data.Releases.flatMap(({ Deployments }) => Deployments[environment.Id] ?? []);
        const versions = new Set(items.filter((item) => item.IsCurrent).map((item) => item.ReleaseVersion));
        if (versions.size > 0) rows.push([Name, project.Name, environment.Name, [...versions].join(', ')]);
      }
    }
  }
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
} catch (error) {
  if (!(error instanceof OctopusError)) throw error;
  console.error(error.message, error.hint ?? '');
  process.exitCode = 1;
}
