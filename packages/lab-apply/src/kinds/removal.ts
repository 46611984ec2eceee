import { OctopusNotFoundError } from '@octotrain/octopus-client';
import type { Place, Stored } from './item.ts';
import { type ItemKind, waves } from './waves.ts';

/** Takes one thing off the server. Throws the OctopusError of a server that refuses, with its reason. */
export type Remove = (place: Place, stored: Stored) => Promise<void>;

/**
 * How a thing of each kind is removed, whether or not a file knows it; `undefined` for what goes with its owner and
 * cannot go alone.
 */
const removals: Readonly<Record<ItemKind, Remove | undefined>> = {
  async space({ api }, stored) {
    const params = { path: { id: idOf(stored) } };
    const { data } = await api.GET('/api/spaces/{id}', { params });
    // A space must be stopped before it can be deleted. [guess]
    if (!data.TaskQueueStopped)
      await api.PUT('/api/spaces/{id}', { params, body: { ...data, TaskQueueStopped: true } });
    await api.DELETE('/api/spaces/{id}', { params });
  },
  async 'user role'({ api }, stored) {
    await api.DELETE('/api/userroles/{id}', { params: { path: { id: idOf(stored) } } });
  },
  async user({ api }, stored) {
    await api.DELETE('/api/users/{id}', { params: { path: { id: idOf(stored) } } });
  },
  async environment({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/environments/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async 'git credential'({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/git-credentials/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async feed({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/feeds/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async 'tag set'({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/tagsets/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async 'project group'({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/projectgroups/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async 'library variable set'({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/libraryvariablesets/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async team({ api }, stored) {
    await api.DELETE('/api/teams/{id}', { params: { path: { id: idOf(stored) } } });
  },
  async lifecycle({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/lifecycles/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  'library variables': undefined,
  async project({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/projects/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async channel({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/channels/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async runbook({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/runbooks/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  async tenant({ api, spaceId }, stored) {
    await api.DELETE('/api/{spaceId}/tenants/{id}', { params: { path: { spaceId, id: idOf(stored) } } });
  },
  'deployment process': undefined,
  'runbook process': undefined,
  'tenant variables': undefined,
  'project variables': undefined,
  'published runbook': undefined,
  async 'team role'({ api }, stored) {
    await api.DELETE('/api/scopeduserroles/{id}', { params: { path: { id: idOf(stored) } } });
  },
};

/** How a thing of a kind is removed, what is gone already included; undefined for what goes with its owner. */
export function removalOf(kind: ItemKind): Remove | undefined {
  const remove = removals[kind];
  if (remove === undefined) return undefined;
  return async (place, stored) => {
    try {
      await remove(place, stored);
    } catch (error) {
      // Somebody was faster, or an answer was lost and the request sent again.
      if (!(error instanceof OctopusNotFoundError)) throw error;
    }
  };
}

/** Kinds in the order in which they are removed: what refers to others goes before them. Each list may go side by side. */
export const removalWaves: readonly (readonly ItemKind[])[] = waves
  .toReversed()
  .map((kinds) => kinds.filter((kind) => removals[kind] !== undefined))
  .filter((kinds) => kinds.length > 0);

function idOf({ Id }: Stored): string {
  if (!Id) throw new Error('only what a server has stored can be removed');
  return Id;
}
