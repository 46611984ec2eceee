import { collect } from '../read/collect.ts';
import type { Reader } from '../read/reader.ts';
import type { Registry } from '../read/registry.ts';

/** Learns what a new space is born with: its default lifecycle and project group, and its managers' team. */
export async function readNewborn(options: { client: Reader; registry: Registry; space: string }): Promise<void> {
  const { client, registry, space } = options;
  const spaceId = registry.find({ kind: 'space', name: space }) ?? '';
  const inSpace = { params: { path: { spaceId } } };
  const [lifecycles, groups, teams] = await Promise.all([
    client.api.GET('/api/{spaceId}/lifecycles/all', inSpace),
    client.api.GET('/api/{spaceId}/projectgroups/all', inSpace),
    collect(client.pages('/api/teams', { params: { query: { spaces: spaceId, includeSystem: false } } })),
  ]);
  for (const { Name: name, Id: id } of lifecycles.data) registry.learn({ kind: 'lifecycle', name, id, space });
  for (const { Name: name, Id: id } of groups.data) registry.learn({ kind: 'project group', name, id, space });
  for (const { Name: name, Id: id, SpaceId } of teams) {
    if (SpaceId === spaceId) registry.learn({ kind: 'team', name, id, space });
  }
}
