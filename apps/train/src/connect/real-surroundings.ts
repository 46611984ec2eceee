import type { TrainRecord } from '@octotrain/train-engine';
import { fileShelf } from '../journal/file-shelf.ts';
import { type KeyStore, variableKeyStore } from '../record/key-store.ts';
import { wallClock } from '../run/clock.ts';
import { isGone, ownIdentity } from '../run/identity.ts';
import type { StateFolder } from '../run/run-folder.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { clusterProbes } from '../server/cluster-probes.ts';
import { serverTasks, sharedTasks } from '../server/task-source.ts';
import type { Connection } from './connection.ts';

/** Runs whose turns begin within so long of each other ask for their tasks together. */
const gatherMs = 50;

/** What runs have to do with on this machine: the connected server, the state folder, real time. `many`: several runs share it. */
export async function realSurroundings(options: {
  connection: Connection;
  folder: StateFolder;
  many?: boolean;
}): Promise<Surroundings> {
  const { connection, folder, many = false } = options;
  const { client, guarded, kubeconfig } = connection;
  const me = await ownIdentity(folder);
  const tasks = serverTasks(client);
  const stores = new Map<string, KeyStore>();
  return {
    api: client.api,
    guarded,
    tasks: many ? sharedTasks(tasks, { gatherMs, sleep: wallClock.sleep }) : tasks,
    probes: clusterProbes(kubeconfig),
    shelf: fileShelf(folder),
    keys(record: TrainRecord) {
      const store = stores.get(record.variableSetId) ?? variableKeyStore(client.api, record);
      stores.set(record.variableSetId, store);
      return store;
    },
    me,
    isGone: (holder) => isGone(holder, me),
    clock: wallClock,
    random: Math.random,
  };
}
