import type { Lab } from '@octotrain/lab-config';
import type { OctopusClient, Space } from '@octotrain/octopus-client';

import { eachBounded } from '../read/bounded.ts';
import { collect } from '../read/collect.ts';
import { readWholeServer } from '../read/read-server.ts';
import { readBeyond } from './beyond.ts';
import { type DestroyPlan, destroyPlan, type OpenTask } from './destroy-plan.ts';
import { readHistory } from './history.ts';

/** What destroying needs of a client. */
export type DestroyClient = Pick<OctopusClient, 'api' | 'pages' | 'me'>;

/** How many spaces are read at once. */
const atOnce = 3;

/**
 * Reads a server and says what destroying a lab would remove, and what is in its way. Spaces are found by the names that
 * the lab gives them: a default space that is still called `Default` was never the lab's. Writes nothing.
 */
export async function planDestroy(options: {
  client: DestroyClient;
  lab: Lab;
  /** Leave people and service accounts on the server. */
  keepPeople?: boolean;
  signal?: AbortSignal;
}): Promise<DestroyPlan> {
  const { client, lab, keepPeople = false, signal } = options;
  const calling = signal === undefined ? {} : { signal };
  const names = lab.spaces.map(({ name }) => name.toLowerCase());
  const placeOf = (space: string) => names.indexOf(space.toLowerCase());
  const wants = (space: string) => placeOf(space) >= 0;
  const [me, all, observed] = await Promise.all([
    client.me(),
    client.api.GET('/api/spaces/all', calling),
    readWholeServer({ client, wants, ...calling }),
  ]);
  const spaces = await eachBounded(
    all.data.filter(({ Name }) => wants(Name)).toSorted((left, right) => placeOf(left.Name) - placeOf(right.Name)),
    atOnce,
    async (space) => {
      const [beyond, history, openTasks] = await Promise.all([
        readBeyond({ client, space, signal }),
        readHistory({ client, spaceId: space.Id, signal }),
        readOpenTasks({ client, space, signal }),
      ]);
      return { space, beyond, history, openTasks };
    },
  );
  const standing = {
    observed,
    spaces,
    beyond: spaces.flatMap(({ beyond }) => beyond),
    openTasks: spaces.flatMap(({ openTasks }) => openTasks),
    me: me.Id,
  };
  return destroyPlan({ lab, standing, keepPeople });
}

/** Tasks of a space that have not ended, those that wait for a person included. */
export async function readOpenTasks(options: {
  client: Pick<DestroyClient, 'pages'>;
  space: Pick<Space, 'Id' | 'Name'>;
  signal?: AbortSignal | undefined;
}): Promise<readonly OpenTask[]> {
  const { client, space, signal } = options;
  const params = { path: { spaceId: space.Id }, query: { active: true } };
  const calling = signal === undefined ? {} : { signal };
  const tasks = await collect(client.pages('/api/{spaceId}/tasks', { params, ...calling }));
  return tasks.map(({ Id, Description, Name, State }) => {
    return { space: space.Name, id: Id, description: Description ?? Name, state: State };
  });
}
