import { fileShelf } from '../journal/file-shelf.ts';
import { isGone, ownIdentity } from '../run/identity.ts';
import type { StateFolder } from '../run/run-folder.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { clusterProbes } from '../server/cluster-probes.ts';
import { serverTasks, sharedTasks } from '../server/task-source.ts';
import type { Connection } from './connection.ts';

/** Runs whose turns begin within so long of each other ask for their tasks together. */
const gatherMs = 50;

/** What runs have to do with on this machine: the connected server, the state folder, its clock. `many`: several runs share it. */
export async function realSurroundings(options: {
  connection: Connection;
  folder: StateFolder;
  many?: boolean;
}): Promise<Surroundings> {
  const { connection, folder, many = false } = options;
  const { client, guarded, keys, kubeconfig, clock } = connection;
  const me = await ownIdentity(folder);
  const tasks = serverTasks(client);
  return {
    api: client.api,
    guarded,
    tasks: many ? sharedTasks(tasks, { gatherMs, sleep: clock.sleep }) : tasks,
    probes: clusterProbes(kubeconfig),
    shelf: fileShelf(folder),
    keys,
    me,
    isGone: (holder) => isGone(holder, me),
    clock,
    random: Math.random,
  };
}
