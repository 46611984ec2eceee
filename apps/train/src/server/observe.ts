import type { OctopusApi, Team } from '@octotrain/octopus-client';
import type { Car, Observed, ObservedTeam, Person, Ref, Train } from '@octotrain/train-engine';
import { findTrainRecord } from '../record/find-record.ts';
import { ask } from './asking.ts';
import { observeApprovals } from './observe-approvals.ts';
import { observeCar } from './observe-car.ts';
import { once, type SpaceFacts } from './space-facts.ts';

/** Who asks for the train could not be made out. */
export type Observing =
  | { readonly ok: true; readonly observed: Observed }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Asks the server everything that planning needs, in as few requests as it takes; changes nothing. */
export async function observe(options: {
  api: OctopusApi;
  train: Train;
  requestedBy: string | undefined;
  contexts: readonly string[] | null;
  now: number;
  autoWaitMs: number;
}): Promise<Observing> {
  const { api, train, requestedBy, contexts } = options;
  const [me, spaces, teams] = await Promise.all([
    ask(() => api.GET('/api/users/me')),
    ask(() => api.GET('/api/spaces/all')),
    ask(() => api.GET('/api/teams/all')),
  ]);
  const account = personOf(me.data);
  const requester = requestedBy === undefined ? account : await findUser(api, requestedBy);
  if (!requester) {
    return {
      ok: false,
      message: `no user \`${requestedBy}\` on the server`,
      hint: 'give --requested-by a username, display name or e-mail address',
    };
  }
  const refs: Ref[] = spaces.data.map((space) => ({ id: space.Id, name: space.Name }));
  // Only the spaces that the train goes to are looked into: there may be many more.
  const named = refs.filter((space) => train.cars.some((car) => isCalled(space, car.space)));
  const facts = await Promise.all(named.map((space) => observeSpace(api, space)));
  const asks = Object.values(train.gates).some((gates) => gates.length > 0);
  const [cars, { record, approvals }] = await Promise.all([
    Promise.all(train.cars.map((car) => observeOne(options, car, facts))),
    observeRecord(api, { spaces: refs, facts, teams: teams.data, asks }),
  ]);
  return {
    ok: true,
    observed: {
      account,
      requester,
      spaces: refs,
      cars: Object.fromEntries(cars.flat()),
      projects: Object.fromEntries(
        facts.map((fact) => [fact.space.name, fact.projects.map((project) => project.Name)]),
      ),
      teams: teams.data.map(
        (team): ObservedTeam => ({
          id: team.Id,
          name: team.Name,
          spaceId: team.SpaceId ?? null,
          memberIds: team.MemberUserIds,
        }),
      ),
      approvals,
      record,
      contexts,
    },
  };
}

async function observeRecord(
  api: OctopusApi,
  options: { spaces: readonly Ref[]; facts: readonly SpaceFacts[]; teams: readonly Team[]; asks: boolean },
): Promise<Pick<Observed, 'record' | 'approvals'>> {
  const { facts, teams, asks } = options;
  const known = new Map(facts.map(({ space, projects }) => [space.id, projects]));
  const record = await findTrainRecord(api, options.spaces, known);
  return { record, approvals: record && asks ? await observeApprovals(api, record, teams) : null };
}

async function observeSpace(api: OctopusApi, space: Ref): Promise<SpaceFacts> {
  const params = { path: { spaceId: space.id } };
  const [projects, environments] = await Promise.all([
    ask(() => api.GET('/api/{spaceId}/projects/all', { params })),
    ask(() => api.GET('/api/{spaceId}/environments/all', { params })),
  ]);
  return {
    space,
    projects: projects.data,
    environments: environments.data.map((environment) => ({ id: environment.Id, name: environment.Name })),
    lifecycles: once(async () => (await ask(() => api.GET('/api/{spaceId}/lifecycles/all', { params }))).data),
    tenants: once(async () => (await ask(() => api.GET('/api/{spaceId}/tenants/all', { params }))).data),
  };
}

type Options = Parameters<typeof observe>[0];

async function observeOne(
  options: Options,
  car: Car,
  facts: readonly SpaceFacts[],
): Promise<[string, Observed['cars'][string]][]> {
  const fact = facts.find(({ space }) => isCalled(space, car.space));
  const project = fact?.projects.find(
    ({ Name, Slug, Id }) => same(Name, car.project) || Slug === car.project || Id === car.project,
  );
  if (!fact || !project) return [];
  return [[car.id, await observeCar({ ...options, car, fact, project })]];
}

async function findUser(api: OctopusApi, name: string): Promise<Person | undefined> {
  const { data } = await ask(() => api.GET('/api/users/all'));
  const found = data.find((user) =>
    [user.Username, user.DisplayName, user.EmailAddress, user.Id].some((each) => each != null && same(each, name)),
  );
  return found ? personOf(found) : undefined;
}

function personOf(user: { Id: string; Username?: string | null; DisplayName: string }): Person {
  return { id: user.Id, username: user.Username ?? user.Id, displayName: user.DisplayName };
}

function isCalled(space: Ref, name: string): boolean {
  return same(space.name, name) || space.id === name;
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
