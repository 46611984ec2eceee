import { sameName } from '../fields/canonical.ts';
import { collect, largePage } from './collect.ts';
import type { Reading } from './reader.ts';
import type { SpokenCollection } from './spoken.ts';

/** Reads the collections of a space, one request each: those that every space has, and those that are spoken of. */
export async function readCollections(reading: Reading, spaceId: string, spoken: ReadonlySet<SpokenCollection>) {
  const { client, gate, signal } = reading;
  const { api } = client;
  const inSpace = { params: { path: { spaceId } }, signal };
  const inLargePages = { params: { path: { spaceId }, query: { take: largePage } }, signal };

  function ifSpoken<Doc>(collection: SpokenCollection, read: () => Promise<readonly Doc[]>): Promise<readonly Doc[]> {
    return spoken.has(collection) ? gate(read) : Promise.resolve([]);
  }

  const [
    environments,
    lifecycles,
    projects,
    gitCredentials,
    feeds,
    tagSets,
    librarySets,
    projectGroups,
    channels,
    runbooks,
    tenants,
  ] = await Promise.all([
    gate(() => api.GET('/api/{spaceId}/environments/all', inSpace)),
    gate(() => api.GET('/api/{spaceId}/lifecycles/all', inSpace)),
    gate(() => api.GET('/api/{spaceId}/projects/all', inSpace)),
    ifSpoken('git credentials', () => collect(client.pages('/api/{spaceId}/git-credentials', inLargePages))),
    ifSpoken('feeds', async () => (await api.GET('/api/{spaceId}/feeds/all', inSpace)).data),
    ifSpoken('tag sets', async () => (await api.GET('/api/{spaceId}/tagsets/all', inSpace)).data),
    ifSpoken('library sets', async () => (await api.GET('/api/{spaceId}/libraryvariablesets/all', inSpace)).data),
    ifSpoken('project groups', async () => (await api.GET('/api/{spaceId}/projectgroups/all', inSpace)).data),
    ifSpoken('channels', async () => (await api.GET('/api/{spaceId}/channels/all', inSpace)).data),
    ifSpoken('runbooks', async () => (await api.GET('/api/{spaceId}/runbooks/all', inSpace)).data),
    ifSpoken('tenants', async () => (await api.GET('/api/{spaceId}/tenants/all', inSpace)).data),
  ]);
  return {
    environments: environments.data,
    lifecycles: lifecycles.data,
    projects: projects.data,
    gitCredentials,
    feeds,
    tagSets,
    librarySets: librarySets.filter(({ ContentType }) => sameName(ContentType, 'Variables')),
    projectGroups,
    channels,
    runbooks,
    tenants,
  };
}

/** What a space's collections hold. */
export type Collections = Awaited<ReturnType<typeof readCollections>>;
