import { type OctopusApi, OctopusConflictError, OctopusValidationError } from '@octotrain/octopus-client';
import { canonicalJson, type TrainRecord } from '@octotrain/train-engine';
import { sha256 } from '../journal/chain.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { ask, askFor } from '../server/asking.ts';

/** What the server keeps of a run. */
export type FindingRun =
  | { readonly is: 'found'; readonly lock: RunLock }
  | { readonly is: 'none' }
  /** There is such a release, and it is not what a train wrote. */
  | { readonly is: 'damaged'; readonly message: string };

/** Looks for a run among the releases of the project that keeps the record of trains. */
export async function findRunRelease(api: OctopusApi, record: TrainRecord, run: string): Promise<FindingRun> {
  const path = { spaceId: record.space.id, id: record.project.id, version: run };
  const found = await askFor(() => api.GET('/api/{spaceId}/projects/{id}/releases/{version}', { params: { path } }));
  return found ? readRunNotes(run, found.data.ReleaseNotes ?? '') : { is: 'none' };
}

/**
 * Keeps a run as a release, before anything else of it is sent: its version is the run's id, its notes hold the lock. A version is unique in its project, so a
 * lost answer is found by looking. [docs]
 */
export async function keepRunRelease(api: OctopusApi, record: TrainRecord, lock: RunLock): Promise<void> {
  const found = await findRunRelease(api, record, lock.run);
  if (found.is === 'found') return;
  if (found.is === 'damaged') throw new Error(found.message);
  const spaceId = record.space.id;
  try {
    await ask(() =>
      api.POST('/api/{spaceId}/releases/create/v1', {
        params: { path: { spaceId } },
        body: {
          SpaceId: spaceId,
          SpaceIdOrName: spaceId,
          ProjectName: record.project.name,
          ReleaseVersion: lock.run,
          ReleaseNotes: writeRunNotes(lock),
        },
      }),
    );
  } catch (error) {
    const isThere = error instanceof OctopusValidationError || error instanceof OctopusConflictError;
    if (!isThere || (await findRunRelease(api, record, lock.run)).is !== 'found') throw error;
  }
}

const fence = '```';
const kind = 'octotrain-run:1';

/** The lock as release notes: a sentence for people, then the lock itself. */
export function writeRunNotes(lock: RunLock): string {
  const { train, requester, description, stops } = lock.plan;
  return [
    `Run of the release train **${train}**${description ? ` (${description})` : ''}, asked for by ${requester.displayName}: ${stops.length} stops, plan \`${lock.planHash.slice(0, 6)}\`.`,
    `Kept so that any machine can go on with it: \`train resume ${lock.run}\`. There is nothing to deploy.`,
    `${fence}${kind}\n${JSON.stringify(lock)}\n${fence}`,
  ].join('\n\n');
}

/** Reads the notes of a run's release; what does not fit its own hash is no record. */
export function readRunNotes(run: string, notes: string): FindingRun {
  const text = new RegExp(`${fence}${kind}\\r?\\n(.+?)\\r?\\n${fence}`, 's').exec(notes)?.[1];
  const lock = text === undefined ? undefined : parseLock(text);
  if (!lock)
    return {
      is: 'damaged',
      message: `release ${run} does not hold the run that it is named for: its notes were edited`,
    };
  if (lock.run !== run || sha256(canonicalJson(lock.plan)) !== lock.planHash)
    return { is: 'damaged', message: `release ${run} holds another plan than its hash says: its notes were edited` };
  return { is: 'found', lock };
}

function parseLock(text: string): RunLock | undefined {
  try {
    const lock = JSON.parse(text) as Partial<RunLock> | null; // written by us; the plan's hash vouches for the rest
    return typeof lock?.run === 'string' && lock.plan !== undefined ? (lock as RunLock) : undefined;
  } catch {
    // Edited by hand into something else.
    return undefined;
  }
}
