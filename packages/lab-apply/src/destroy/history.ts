import type { Reader } from '../read/reader.ts';

/** What happened in a space and goes with it, in words: `12 releases`. One request for each sort. */
export async function readHistory(options: {
  client: Reader;
  spaceId: string;
  signal?: AbortSignal | undefined;
}): Promise<readonly string[]> {
  const { client, spaceId, signal } = options;
  const first = { params: { path: { spaceId }, query: { take: 1 } }, ...(signal === undefined ? {} : { signal }) };
  const [releases, deployments, runs] = await Promise.all([
    client.api.GET('/api/{spaceId}/releases', first),
    client.api.GET('/api/{spaceId}/deployments', first),
    client.api.GET('/api/{spaceId}/runbookRuns', first),
  ]);
  return [
    ...counted(releases.data.TotalResults, 'release'),
    ...counted(deployments.data.TotalResults, 'deployment'),
    ...counted(runs.data.TotalResults, 'runbook run'),
  ];
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];
}
