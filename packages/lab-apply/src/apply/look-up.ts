import { sameName } from '../fields/canonical.ts';
import type { Address, Place, Stored } from '../kinds/item.ts';
import { teamRoleName } from '../kinds/system.ts';
import type { ItemKind } from '../kinds/waves.ts';
import { collect } from '../read/collect.ts';
import type { Reader } from '../read/reader.ts';

interface Request {
  readonly client: Reader;
  readonly place: Place;
  readonly address: Address;
}

type LookUp = (request: Request) => Promise<Stored | undefined>;

/**
 * How a thing is found again by its name when the answer to its creation got lost; `undefined` for what is only ever
 * replaced, for such a request may be sent again.
 */
const lookUps: Readonly<Record<ItemKind, LookUp | undefined>> = {
  space: async ({ place, address }) => named((await place.api.GET('/api/spaces/all')).data, address.name),
  'user role': async ({ place, address }) => named((await place.api.GET('/api/userroles/all')).data, address.name),
  async user({ place, address }) {
    const { data } = await place.api.GET('/api/users/all');
    return data.find(({ Username }) => sameName(Username, address.name));
  },
  async team({ client, place, address }) {
    const everywhere = { params: { query: { spaces: 'all', includeSystem: true } } };
    const teams = await collect(client.pages('/api/teams', everywhere));
    return teams.find(({ Name, SpaceId }) => sameName(Name, address.name) && (SpaceId ?? '') === place.spaceId);
  },
  environment: async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/environments/all', inSpace(place))).data, address.name),
  lifecycle: async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/lifecycles/all', inSpace(place))).data, address.name),
  'git credential': async ({ client, place, address }) =>
    named(await collect(client.pages('/api/{spaceId}/git-credentials', inSpace(place))), address.name),
  feed: async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/feeds/all', inSpace(place))).data, address.name),
  'tag set': async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/tagsets/all', inSpace(place))).data, address.name),
  'project group': async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/projectgroups/all', inSpace(place))).data, address.name),
  'library variable set': async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/libraryvariablesets/all', inSpace(place))).data, address.name),
  'library variables': undefined,
  project: async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/projects/all', inSpace(place))).data, address.name),
  async channel({ place, address }) {
    const [ProjectId, name] = inProject(place, address);
    const { data } = await place.api.GET('/api/{spaceId}/channels/all', inSpace(place));
    return named(
      data.filter((one) => one.ProjectId === ProjectId),
      name,
    );
  },
  async runbook({ place, address }) {
    const [ProjectId, name] = inProject(place, address);
    const { data } = await place.api.GET('/api/{spaceId}/runbooks/all', inSpace(place));
    return named(
      data.filter((one) => one.ProjectId === ProjectId),
      name,
    );
  },
  tenant: async ({ place, address }) =>
    named((await place.api.GET('/api/{spaceId}/tenants/all', inSpace(place))).data, address.name),
  'deployment process': undefined,
  'runbook process': undefined,
  'tenant variables': undefined,
  'project variables': undefined,
  async 'published runbook'({ place, address }) {
    const [project, name] = address.name.split(' / ');
    const { spaceId } = place;
    const path = { spaceId, id: place.id('runbook', name ?? '', project) };
    const { data } = await place.api.GET('/api/{spaceId}/runbooks/{id}', { params: { path } });
    if (!data.PublishedRunbookSnapshotId) return undefined;
    const params = { path: { spaceId, id: data.PublishedRunbookSnapshotId } };
    const snapshot = await place.api.GET('/api/{spaceId}/runbookSnapshots/{id}', { params });
    // What it was made of shows in what was noted down when it was published.
    return { Id: snapshot.data.Id, notes: snapshot.data.Notes ?? '' } as Stored;
  },
  async 'team role'({ client, place, address }) {
    const everywhere = { params: { query: { spaces: 'all', includeSystem: true } } };
    const [team = '', rest = ''] = address.name.split(' / ');
    const [teamId, role] = [place.id('team', team), rest.replace(/ \(\d+\)$/, '')];
    const roleId = place.id('user role', role);
    const all = await collect(client.pages('/api/scopeduserroles', everywhere));
    const alike = all.filter(
      (one) => one.TeamId === teamId && one.UserRoleId === roleId && (one.SpaceId ?? '') === place.spaceId,
    );
    const inOrder = alike.toSorted((left, right) => left.Id.localeCompare(right.Id, 'en', { numeric: true }));
    return inOrder.find((_, nth) => sameName(teamRoleName({ team, role, nth }), address.name));
  },
};

/** Finds a thing on the server by its name, however it came there; undefined when there is none. */
export async function lookUp(request: Request): Promise<Stored | undefined> {
  return lookUps[request.address.kind]?.(request);
}

function inSpace({ spaceId }: Place) {
  return { params: { path: { spaceId } } };
}

function inProject(place: Place, { name }: Address): [projectId: string, name: string] {
  const [project = '', ...rest] = name.split(' / ');
  return [place.id('project', project), rest.join(' / ')];
}

function named<Doc extends { readonly Name: string }>(documents: readonly Doc[], name: string): Doc | undefined {
  return documents.find(({ Name }) => sameName(Name, name));
}
