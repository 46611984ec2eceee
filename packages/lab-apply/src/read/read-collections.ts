import { collect } from './collect.ts';
import type { Reader } from './reader.ts';

/** Reads every collection of a space that a lab speaks of, one request each. */
export async function readCollections(request: {
  readonly client: Reader;
  readonly spaceId: string;
  readonly signal?: AbortSignal | undefined;
}) {
  const { client, spaceId, signal } = request;
  const { api } = client;
  const inSpace = { params: { path: { spaceId } }, ...(signal === undefined ? {} : { signal }) };
  const [environments, lifecycles, gitCredentials, librarySets, projectGroups, projects, channels, runbooks, tenants] =
    await Promise.all([
      api.GET('/api/{spaceId}/environments/all', inSpace),
      api.GET('/api/{spaceId}/lifecycles/all', inSpace),
      collect(client.pages('/api/{spaceId}/git-credentials', inSpace)),
      api.GET('/api/{spaceId}/libraryvariablesets/all', inSpace),
      api.GET('/api/{spaceId}/projectgroups/all', inSpace),
      api.GET('/api/{spaceId}/projects/all', inSpace),
      api.GET('/api/{spaceId}/channels/all', inSpace),
      api.GET('/api/{spaceId}/runbooks/all', inSpace),
      api.GET('/api/{spaceId}/tenants/all', inSpace),
    ]);
  return {
    environments: environments.data,
    lifecycles: lifecycles.data,
    gitCredentials,
    librarySets: librarySets.data.filter(({ ContentType }) => ContentType === 'Variables'),
    projectGroups: projectGroups.data,
    projects: projects.data,
    channels: channels.data,
    runbooks: runbooks.data,
    tenants: tenants.data,
  };
}
