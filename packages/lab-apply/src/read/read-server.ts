import type { Lab } from '@octotrain/lab-config';
import type { Space } from '@octotrain/octopus-client';
import type { ItemKind } from '../kinds/waves.ts';
import { collect, largePage } from './collect.ts';
import { createGate } from './gate.ts';
import type { Found, KnownId, Observed } from './observed.ts';
import { readSpace, readWholeSpace } from './read-space.ts';
import type { Reader, Reading } from './reader.ts';
import { createRegistry } from './registry.ts';
import { foundTeamRoles } from './team-roles.ts';

/** How many requests are under way at once. */
const atOnce = 12;

/**
 * Reads what a lab speaks of: one request per collection, space and kind of document, side by side. Changes nothing.
 */
export async function readServer(options: { client: Reader; lab: Lab; signal?: AbortSignal }): Promise<Observed> {
  const { client, lab } = options;
  return reading({ client, signal: options.signal }, async (how) => {
    const collections = await readSystem(how);
    const matched = matchSpaces(lab, collections.spaces);
    const inside = await Promise.all(
      lab.spaces.flatMap((space) => {
        const document = matched.get(space.name);
        return document === undefined ? [] : [readSpace(how, { lab, space, spaceId: document.Id })];
      }),
    );
    return together(
      { ...collections, wanted: lab.teams, spaceNames: new Map([...matched].map(([name, { Id }]) => [Id, name])) },
      inside,
    );
  });
}

/** Reads everything that a lab could speak of, of all spaces or those whose names are wanted. Changes nothing. */
export async function readWholeServer(options: {
  client: Reader;
  wants?: (space: string) => boolean;
  signal?: AbortSignal;
}): Promise<Observed> {
  const { client, wants = () => true } = options;
  return reading({ client, signal: options.signal }, async (how) => {
    const collections = await readSystem(how);
    const spaces = collections.spaces.filter(({ Name }) => wants(Name));
    const inside = await Promise.all(spaces.map(({ Id, Name }) => readWholeSpace(how, { space: Name, spaceId: Id })));
    return together({ ...collections, wanted: [], spaceNames: new Map() }, inside);
  });
}

/** The first failure ends all other requests: nobody waits for what nobody wants any more. */
async function reading<Result>(
  options: { client: Reader; signal: AbortSignal | undefined },
  read: (how: Reading) => Promise<Result>,
): Promise<Result> {
  const { client, signal } = options;
  const given = new AbortController();
  const either = signal === undefined ? given.signal : AbortSignal.any([signal, given.signal]);
  try {
    return await read({ client, gate: createGate(atOnce), signal: either });
  } catch (error) {
    given.abort(error);
    throw error;
  }
}

async function readSystem({ client, gate, signal }: Reading) {
  const { api } = client;
  const everywhere = { params: { query: { spaces: 'all', includeSystem: true, take: largePage } }, signal };
  const [spaces, users, roles, teams, teamRoles] = await Promise.all([
    gate(() => api.GET('/api/spaces/all', { signal })),
    gate(() => api.GET('/api/users/all', { signal })),
    gate(() => api.GET('/api/userroles/all', { signal })),
    gate(() => collect(client.pages('/api/teams', everywhere))),
    gate(() => collect(client.pages('/api/scopeduserroles', everywhere))),
  ]);
  return { spaces: spaces.data, users: users.data, roles: roles.data, teams, teamRoles };
}

type SystemCollections = Awaited<ReturnType<typeof readSystem>>;

function together(
  system: SystemCollections & { readonly wanted: Lab['teams']; readonly spaceNames: ReadonlyMap<string, string> },
  inside: readonly Observed[],
): Observed {
  const spaces = new Map(system.spaces.map(({ Id, Name }) => [Id, Name]));
  const spaceName = (id: string) => system.spaceNames.get(id) ?? spaces.get(id) ?? id;
  const all = [systemOf(system, spaceName), ...inside];
  const ids = all.flatMap((one) => one.ids);
  const { nameOf } = createRegistry(ids);
  const teamRoles = foundTeamRoles({ ...system, spaceName, nameOf });
  return { found: [...all.flatMap(({ found }) => found), ...teamRoles], ids };
}

/** The name that a new server's only space has. */
const untouchedName = 'default';

/**
 * Which space of the server each space of the lab is: the one of its name or, for the lab's default space, a default
 * space that still has the name it was born with.
 */
function matchSpaces(lab: Lab, spaces: readonly Space[]): ReadonlyMap<string, Space> {
  const named = (name: string) => spaces.find((space) => space.Name.toLowerCase() === name.toLowerCase());
  const untouched = spaces.find((space) => space.IsDefault && space.Name.toLowerCase() === untouchedName);
  const pairs = lab.spaces.flatMap(({ name, isDefault }): [string, Space][] => {
    const space = named(name) ?? (isDefault ? untouched : undefined);
    return space === undefined ? [] : [[name, space]];
  });
  return new Map(pairs);
}

function systemOf(server: SystemCollections, spaceName: (id: string) => string): Observed {
  const within = (id: string | null) => (id === null ? {} : { space: spaceName(id) });
  const found: Found[] = [];
  const ids: KnownId[] = [];
  const add = (kind: ItemKind, document: { Id: string }, name: string, isBuiltIn: boolean, space = {}) => {
    found.push({ address: { kind, name, ...space }, document, isBuiltIn });
    ids.push({ kind, name, id: document.Id, ...space });
  };
  for (const space of server.spaces) add('space', space, spaceName(space.Id), false);
  for (const role of server.roles) add('user role', role, role.Name, !role.CanBeDeleted);
  for (const user of server.users) add('user', user, user.Username, false);
  for (const team of server.teams) add('team', team, team.Name, !team.CanBeDeleted, within(team.SpaceId));
  return { found, ids };
}
