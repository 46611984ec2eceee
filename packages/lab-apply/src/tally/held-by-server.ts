import type { OctopusClient, TenantVariables, VariableSet } from '@octotrain/octopus-client';
import { isFingerprintSet } from '../fingerprints/fingerprint-set.ts';
import { eachBounded } from '../read/bounded.ts';
import { collect } from '../read/collect.ts';
import { batchesOf } from '../read/read-many.ts';
import type { Held, HeldThing, HeldValue, TalliedKind } from './held.ts';

interface Request {
  readonly client: Pick<OctopusClient, 'api' | 'pages'>;
  readonly signal?: AbortSignal;
}

/** How many spaces are read at once. */
const atOnce = 3;

/**
 * Reads what every space of a server holds of what may be shared, whether or not a file knows the space: ten requests a
 * space. Changes nothing. What every space is born with is left out.
 */
export async function heldByServer(request: Request): Promise<Held> {
  const { client, signal } = request;
  const { data: spaces } = await client.api.GET('/api/spaces/all', { ...(signal === undefined ? {} : { signal }) });
  const held = await eachBounded(spaces, atOnce, ({ Id, Name }) => heldBySpace(request, Id, Name));
  return {
    spaces: spaces.map(({ Name }) => Name),
    things: held.flatMap(({ things }) => things),
    values: held.flatMap(({ values }) => values),
  };
}

async function heldBySpace({ client, signal }: Request, spaceId: string, space: string) {
  const { api } = client;
  const calling = signal === undefined ? {} : { signal };
  const inSpace = { params: { path: { spaceId } }, ...calling };
  const [environments, lifecycles, credentials, feeds, tagSets, librarySets, machines, projects, tenants] =
    await Promise.all([
      api.GET('/api/{spaceId}/environments/all', inSpace),
      api.GET('/api/{spaceId}/lifecycles/all', inSpace),
      collect(client.pages('/api/{spaceId}/git-credentials', inSpace)),
      api.GET('/api/{spaceId}/feeds/all', inSpace),
      api.GET('/api/{spaceId}/tagsets/all', inSpace),
      api.GET('/api/{spaceId}/libraryvariablesets/all', inSpace),
      api.GET('/api/{spaceId}/machines/all', inSpace),
      api.GET('/api/{spaceId}/projects/all', inSpace),
      api.GET('/api/{spaceId}/tenantvariables/all', inSpace),
    ]);
  // What bootstrap keeps for itself is nobody's to change.
  const sets = librarySets.data.filter(({ ContentType, Name: name }) => {
    return ContentType === 'Variables' && !isFingerprintSet({ kind: 'library variable set', name });
  });
  const named: readonly [TalliedKind, readonly { readonly Name: string }[]][] = [
    ['environment', environments.data],
    ['lifecycle', lifecycles.data.filter(({ Name }) => Name !== 'Default Lifecycle')],
    ['git credential', credentials],
    ['feed', feeds.data.filter(({ FeedType }) => !bornWithSpace.has(FeedType))],
    ['tag set', tagSets.data],
    ['library variable set', sets],
    ['agent', machines.data.filter(({ Endpoint }) => Endpoint.CommunicationStyle === 'KubernetesTentacle')],
  ];
  const things = named.flatMap(([kind, all]): HeldThing[] => all.map(({ Name }) => ({ kind, space, name: Name })));

  const owners = new Map<string, Owner>([
    ...sets.map((one) => ownerOf(one, space, 'library variable set')),
    ...projects.data.map((one) => ownerOf(one, space, 'project')),
  ]);
  const environmentNames = new Map<string, string>(environments.data.map(({ Id, Name }) => [Id, Name]));
  const documents = await eachBounded(batchesOf([...owners.keys()]), 1, async (ids) => {
    const params = { path: { spaceId }, query: { ids } };
    return (await api.GET('/api/{spaceId}/variables/all', { params, ...calling })).data;
  });
  const values = [
    ...documents.flat().flatMap((set) => valuesOfSet(set, owners.get(set.Id))),
    ...tenants.data.flatMap((one) => valuesOfTenant(one, space, environmentNames)),
  ];
  return { things, values };
}

/** Feeds that every space has from its beginning. */
const bornWithSpace: ReadonlySet<string> = new Set(['BuiltIn', 'OctopusProject']);

type Owner = Pick<HeldValue, 'space' | 'owner' | 'ownerKind'>;

function ownerOf(
  one: { readonly VariableSetId: string; readonly Name: string },
  space: string,
  ownerKind: Owner['ownerKind'],
): [string, Owner] {
  return [one.VariableSetId, { space, ownerKind, owner: one.Name }];
}

function valuesOfSet(set: VariableSet, owner: Owner | undefined): readonly HeldValue[] {
  if (owner === undefined) return [];
  const names = new Map(
    Object.values(set.ScopeValues ?? {})
      .flat()
      .map(({ Id, Name }) => [Id, Name]),
  );
  return set.Variables.map(({ Name, Value, Scope }) => {
    const scope = Object.values(Scope ?? {}).flatMap((ids) => (ids ?? []).map((id) => names.get(id) ?? id));
    const text = typeof Value === 'string' ? { text: Value } : {};
    return { ...owner, variable: Name, scope: scope.join(', '), ...text };
  });
}

type Values = TenantVariables['LibraryVariables'][string]['Variables'];

function valuesOfTenant(
  tenant: TenantVariables,
  space: string,
  environmentNames: ReadonlyMap<string, string>,
): readonly HeldValue[] {
  const { TenantName, ProjectVariables, LibraryVariables } = tenant;
  const shown = (values: Values, templates: ReadonlyMap<string, string>, scope: readonly string[]): HeldValue[] =>
    Object.entries(values).map(([template, value]) => ({
      space,
      ownerKind: 'tenant',
      owner: TenantName,
      variable: templates.get(template) ?? template,
      scope: scope.join(', '),
      ...(typeof value === 'string' ? { text: value } : {}),
    }));
  const namesOf = (templates: readonly { Id: string; Name: string }[]) =>
    new Map(templates.map(({ Id, Name }) => [Id, Name]));
  return [
    ...Object.values(ProjectVariables).flatMap(({ ProjectName, Templates, Variables }) =>
      Object.entries(Variables).flatMap(([environment, values]) =>
        shown(values, namesOf(Templates), [ProjectName, environmentNames.get(environment) ?? environment]),
      ),
    ),
    ...Object.values(LibraryVariables).flatMap(({ LibraryVariableSetName, Templates, Variables }) =>
      shown(Variables, namesOf(Templates), [LibraryVariableSetName]),
    ),
  ];
}
