import { sleep } from '../../execution/work.ts';
import type { Store } from '../../store/store.ts';
import type { Chore } from './chore.ts';

const CHECK_MS = 1_000;

/** Looks for documents that name others which do not exist. */
export const integrityCheck: Chore = {
  name: 'SystemIntegrityCheck',
  title: 'Check the integrity of the system',
  ofServer: true,
  mayQueue: true,
  *run({ world, log }) {
    yield* sleep(CHECK_MS);
    const broken = brokenReferences(world.store);
    for (const sentence of broken) log('Error', sentence);
    if (broken.length > 0) return { ok: false, error: `${broken.length} references lead nowhere.` };
    log('Info', 'Every release, deployment and run names documents that exist.');
    return { ok: true };
  },
};

/** What releases and deployments name, and is not there. */
function brokenReferences(store: Store): string[] {
  const sentence = (from: string, kind: string, id: string) => `${from} names the ${kind} ${id}, which does not exist.`;
  const releases = store
    .all('Releases')
    .flatMap(({ Id, ProjectId, ChannelId }) => [
      ...(store.get('Projects', ProjectId) === undefined ? [sentence(Id, 'project', ProjectId)] : []),
      ...(store.get('Channels', ChannelId) === undefined ? [sentence(Id, 'channel', ChannelId)] : []),
    ]);
  const deployments = store
    .all('Deployments')
    .flatMap(({ Id, ReleaseId, TaskId }) => [
      ...(store.get('Releases', ReleaseId) === undefined ? [sentence(Id, 'release', ReleaseId)] : []),
      ...(store.get('ServerTasks', TaskId) === undefined ? [sentence(Id, 'task', TaskId)] : []),
    ]);
  const runs = store
    .all('RunbookRuns')
    .flatMap(({ Id, RunbookSnapshotId, TaskId }) => [
      ...(store.get('RunbookSnapshots', RunbookSnapshotId) === undefined
        ? [sentence(Id, 'snapshot', RunbookSnapshotId)]
        : []),
      ...(store.get('ServerTasks', TaskId) === undefined ? [sentence(Id, 'task', TaskId)] : []),
    ]);
  return [...releases, ...deployments, ...runs];
}
