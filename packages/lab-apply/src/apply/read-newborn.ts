import { collect } from '../read/collect.ts';
import type { Reader } from '../read/reader.ts';
import type { Registry } from '../read/registry.ts';
import type { BornKind } from './preflight.ts';

/** Learns what a new space is born with, as far as something refers to it. */
export async function readNewborn(options: {
  readonly client: Reader;
  readonly registry: Registry;
  readonly space: string;
  readonly born: ReadonlySet<BornKind>;
}): Promise<void> {
  const { client, registry, space, born } = options;
  const { api } = client;
  const spaceId = registry.find({ kind: 'space', name: space }) ?? '';
  const inSpace = { params: { path: { spaceId } } };
  const readings: Readonly<Record<BornKind, () => Promise<readonly { Id: string; Name: string }[]>>> = {
    lifecycle: async () => (await api.GET('/api/{spaceId}/lifecycles/all', inSpace)).data,
    'project group': async () => (await api.GET('/api/{spaceId}/projectgroups/all', inSpace)).data,
    feed: async () => (await api.GET('/api/{spaceId}/feeds/all', inSpace)).data,
    async team() {
      const query = { spaces: spaceId, includeSystem: false };
      const teams = await collect(client.pages('/api/teams', { params: { query } }));
      return teams.filter(({ SpaceId }) => SpaceId === spaceId);
    },
  };
  await Promise.all(
    [...born].map(async (kind) => {
      for (const { Name: name, Id: id } of await readings[kind]()) registry.learn({ kind, name, id, space });
    }),
  );
}
