import {
  type Interruption,
  type OctopusClient,
  OctopusNotFoundError,
  OctopusPermissionError,
  type User,
} from '@octotrain/octopus-client';

/** People of a server who answer interruptions under their own keys. */
export interface People {
  /** Lets somebody who may proceed with it; the name of who did, or undefined when nobody may. */
  proceed(interruption: Interruption, notes: string): Promise<string | undefined>;
}

/**
 * People with keys, except service accounts and whoever asks. Each is asked what the server lets them do: members of
 * the responsible teams first or, where everyone is responsible, those who deploy in the space. Who could answer last
 * time is asked first next time.
 */
export function createPeople(options: {
  client: Pick<OctopusClient, 'api' | 'users'>;
  /** A client under a person's own key; undefined for somebody without one. */
  clientOf: (username: string) => Pick<OctopusClient, 'api' | 'interruptions'> | undefined;
}): People {
  const { client, clientOf } = options;
  const lastTime = new Map<string, string>();
  let everyone: Promise<readonly User[]> | undefined;
  const members = new Map<string, Promise<readonly string[]>>();

  async function readPeople(): Promise<readonly User[]> {
    const [users, me] = await Promise.all([client.users.all(), client.api.GET('/api/users/me')]);
    return users.filter((user) => user.IsActive !== false && !user.IsService && user.Id !== me.data.Id);
  }

  /** Members of a team that was made by people; nobody in particular for one like Everyone. */
  function membersOf(teamId: string): Promise<readonly string[]> {
    const known = members.get(teamId);
    if (known !== undefined) return known;
    const reading = client.api
      .GET('/api/teams/{id}', { params: { path: { id: teamId } } })
      .then(({ data }) => (data.CanChangeMembers ? data.MemberUserIds : []));
    members.set(teamId, reading);
    return reading;
  }

  /** Ids of the people who may deploy in a space. */
  async function deployersIn(spaceId: string, people: readonly User[]): Promise<readonly string[]> {
    const read = async ({ Id: userId }: User) => {
      const params = { path: { userId }, query: { spaces: spaceId } };
      const { data } = await client.api.GET('/api/users/{userId}/permissions', { params });
      const deploys = data.SpacePermissions.DeploymentCreate?.some(({ SpaceId }) => SpaceId === spaceId);
      return deploys ? [userId] : [];
    };
    return (await Promise.all(people.map(read))).flat();
  }

  async function candidatesFor(interruption: Interruption): Promise<readonly User[]> {
    everyone ??= readPeople();
    const people = await everyone;
    const teams = await Promise.all(interruption.ResponsibleTeamIds.map(membersOf));
    const last = lastTime.get(teamsKey(interruption));
    const named = teams.flat();
    const isAnybodys = named.length === 0 && last === undefined;
    const responsible = new Set(isAnybodys ? await deployersIn(interruption.SpaceId, people) : named);
    const rank = (user: User): number => {
      if (user.Id === interruption.ResponsibleUserId) return 0;
      if (user.Id === last) return 1;
      return responsible.has(user.Id) ? 2 : 3;
    };
    return people.toSorted((left, right) => rank(left) - rank(right) || (left.Username < right.Username ? -1 : 1));
  }

  return {
    async proceed(interruption, notes) {
      const ref = { spaceId: interruption.SpaceId, interruptionId: interruption.Id };
      for (const user of await candidatesFor(interruption)) {
        const own = clientOf(user.Username);
        if (own === undefined) continue;
        const view = await ownView(own, ref);
        if (view === undefined || !(view.HasResponsibility || view.CanTakeResponsibility)) continue;
        if (!view.HasResponsibility) await own.interruptions.takeResponsibility(ref);
        await own.interruptions.submit({ ...ref, result: 'Proceed', notes });
        lastTime.set(teamsKey(interruption), user.Id);
        return user.Username;
      }
      return undefined;
    },
  };
}

/** How an interruption looks to a person; undefined when they may not see it. */
async function ownView(
  own: Pick<OctopusClient, 'api'>,
  { spaceId, interruptionId }: { spaceId: string; interruptionId: string },
): Promise<Interruption | undefined> {
  try {
    const params = { path: { spaceId, id: interruptionId } };
    return (await own.api.GET('/api/{spaceId}/interruptions/{id}', { params })).data;
  } catch (error) {
    if (error instanceof OctopusPermissionError || error instanceof OctopusNotFoundError) return undefined;
    throw error;
  }
}

function teamsKey({ SpaceId, ResponsibleTeamIds }: Interruption): string {
  return [SpaceId, ...ResponsibleTeamIds].join('|');
}
