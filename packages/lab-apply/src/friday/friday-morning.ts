import { fridayMorning, type Standing, type StandingRelease } from '@octotrain/lab-config';
import { type Clock, createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { eachBounded } from '../read/bounded.ts';
import type { MorningEvent, MorningFailure, Place } from './events.ts';
import { createPeople, type People } from './people.ts';
import { deploy, ensureRelease, lookForDeployments, type ReleaseOnServer } from './standing-release.ts';
import { isFinal, nextStep, stagesOf, standingKey } from './standings.ts';
import { wallClock } from './wall-clock.ts';

/** How the world looks now, or what is missing in it. */
export type Morning = { readonly ok: true } | { readonly ok: false; readonly failures: readonly MorningFailure[] };

interface MorningOptions {
  readonly client: OctopusClient;
  /** The API key of a person of the lab. */
  readonly keyOf: (username: string) => string | undefined;
  /** The machine's own when absent. */
  readonly clock?: Clock;
  /** Makes a client for a person's key; by default one for the same address, over the network. */
  readonly connect?: (apiKey: string) => OctopusClient;
  readonly releases?: readonly StandingRelease[];
  readonly onProgress?: (event: MorningEvent) => void;
  /** Default: 100. */
  readonly pollEveryMs?: number;
  /** How long the server may take to deploy by itself. Default: 90 s. */
  readonly automaticWithinMs?: number;
  /** Default: 15 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** How many projects move at once. */
const atOnce = 4;

/** How often a deployment that failed is asked for again. */
const triesPerStanding = 2;

/**
 * Brings a server that matches FinPay's lab to Friday morning: releases exist and stand where they should, environment
 * by environment, projects side by side, approved by people of the lab under their own keys. Looks at what stands
 * before each act, so it can be killed and run again; a world that is there already gets no write. A deployment that
 * keeps failing is a result; requests that fail throw an OctopusError.
 */
export async function bringToFridayMorning(options: MorningOptions): Promise<Morning> {
  const { client, clock = wallClock, releases: wanted = fridayMorning.releases, onProgress, signal } = options;
  const { pollEveryMs = 100, automaticWithinMs = 90_000, timeoutMs = 15 * 60_000 } = options;
  const people = createPeople({ client, clientOf: (username) => clientOf(options, username) });
  const started = clock.now();
  const releases = await eachBounded(wanted, atOnce, async (one) => {
    const release = await ensureRelease(client, one);
    const { space, project, version } = one;
    if (release.wasCreated) onProgress?.({ event: 'released', space, project, version });
    return release;
  });
  const tries = new Map<string, number>();
  const told = new Set<string>();

  for (;;) {
    signal?.throwIfAborted();
    const unanswered = await readTasks({ client, releases, people, onProgress });
    if (unanswered.length > 0) return { ok: false, failures: unanswered };
    const mayStillCome = clock.now() - started < automaticWithinMs;
    const steps = await eachBounded(releases, atOnce, (release) => advance(release, mayStillCome));
    const failures = steps.flatMap((one) => one.failures);
    if (failures.length > 0) return { ok: false, failures };
    if (steps.every((one) => one.isDone)) return { ok: true };
    if (clock.now() - started > timeoutMs) return { ok: false, failures: releases.flatMap(unfinished) };
    if (!steps.some((one) => one.hasDeployed)) await clock.sleep(pollEveryMs, signal);
  }

  /** Does what can be done for a release now, in the first environment that is not finished. */
  async function advance(release: ReleaseOnServer, mayStillCome: boolean) {
    const failures: MorningFailure[] = [];
    let [isDone, hasDeployed, mustLook] = [true, false, false];
    for (const stage of stagesOf(release.wanted.stands)) {
      for (const standing of stage) {
        const key = `${release.releaseId}|${standingKey(standing)}`;
        const seen = release.seen.get(standingKey(standing)) ?? [];
        const left = triesPerStanding - (tries.get(key) ?? 0);
        const step = nextStep({ standing, seen, mayStillCome, tries: left });
        const place = placeOf(release, standing);
        isDone &&= step === 'nothing';
        mustLook ||= step === 'look';
        if (step === 'nothing' && !told.has(key) && tries.has(key)) onProgress?.({ event: 'stands', ...place });
        if (step === 'nothing') told.add(key);
        if (step === 'give up')
          failures.push({ ...place, message: `its last task was ${seen.at(-1)?.state ?? 'none'}` });
        if (step !== 'deploy') continue;
        tries.set(key, (tries.get(key) ?? 0) + 1);
        onProgress?.({ event: 'deploying', ...place });
        await deploy(client, release, standing);
        hasDeployed = true;
      }
      if (!isDone) break;
    }
    if (mustLook) await lookForDeployments(client, release);
    return { isDone, hasDeployed, failures };
  }
}

interface Look {
  readonly client: OctopusClient;
  readonly releases: readonly ReleaseOnServer[];
  readonly people: People;
  readonly onProgress: ((event: MorningEvent) => void) | undefined;
}

/** Reads all open tasks of all releases in one request, and has people answer what they are asked. */
async function readTasks(look: Look): Promise<readonly MorningFailure[]> {
  const { client, releases } = look;
  const lists = releases.flatMap((release) => [...release.seen.values()]);
  const open = lists.flatMap((list) => list.filter(({ state }) => !isFinal(state)).map(({ taskId }) => taskId));
  const tasks = await client.tasks.get(open);
  for (const list of lists) {
    for (const [at, one] of list.entries()) {
      const task = tasks.get(one.taskId);
      if (task !== undefined) list[at] = { taskId: one.taskId, state: task.State };
    }
  }
  const asking = [...tasks.values()].filter((task) => task.HasPendingInterruptions).map(({ Id }) => Id);
  const spaceIds = [...new Set(releases.map(({ spaceId }) => spaceId))];
  return (await eachBounded(spaceIds, atOnce, (spaceId) => answer(look, spaceId, asking))).flat();
}

/** Has people proceed with what tasks of one space ask. */
async function answer(look: Look, spaceId: string, asking: readonly string[]): Promise<readonly MorningFailure[]> {
  const { client, people, onProgress } = look;
  const places = new Map(look.releases.filter((one) => one.spaceId === spaceId).flatMap(placesByTask));
  const taskIds = asking.filter((id) => places.has(id));
  const failures: MorningFailure[] = [];
  for (const interruption of await client.interruptions.list({ spaceId, taskIds, pendingOnly: true })) {
    const place = places.get(interruption.TaskId);
    if (place === undefined) continue;
    const by = await people.proceed(interruption, 'Looked at and agreed.');
    if (by === undefined) failures.push({ ...place, message: `nobody with a key may answer "${interruption.Title}"` });
    else onProgress?.({ event: 'approved', space: place.space, by, title: interruption.Title });
  }
  return failures;
}

function placesByTask(release: ReleaseOnServer): readonly (readonly [string, Place])[] {
  return release.wanted.stands.flatMap((standing) =>
    (release.seen.get(standingKey(standing)) ?? []).map(({ taskId }) => [taskId, placeOf(release, standing)] as const),
  );
}

function clientOf({ client, keyOf, connect }: MorningOptions, username: string): OctopusClient | undefined {
  const apiKey = keyOf(username);
  if (apiKey === undefined) return undefined;
  return connect?.(apiKey) ?? createOctopusClient({ url: client.url, auth: { apiKey } });
}

function unfinished(release: ReleaseOnServer): readonly MorningFailure[] {
  const open = release.wanted.stands.filter((standing) => {
    const seen = release.seen.get(standingKey(standing)) ?? [];
    return !seen.some(({ state }) => state === 'Success');
  });
  return open.map((standing) => ({ ...placeOf(release, standing), message: 'it took too long' }));
}

function placeOf({ wanted }: ReleaseOnServer, standing: Standing): Place {
  const { space, project, version } = wanted;
  const { environment, tenant } = standing;
  return { space, project, version, environment, ...(tenant === undefined ? {} : { tenant }) };
}
