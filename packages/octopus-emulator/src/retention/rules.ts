import { type Keep, keeps } from './keep.ts';

/** A release as retention sees it. */
export interface RetainedRelease {
  readonly id: string;
  readonly channelId: string;
  readonly assembledMs: number;
  /** When it was deployed last, by place: an environment, for a tenant or none. */
  readonly deployedMs: ReadonlyMap<string, number>;
  /** Places where it is what is deployed now. */
  readonly currentIn: ReadonlySet<string>;
  /** It still has work to do: a task that has not ended, or an automatic deployment to come. */
  readonly isBusy: boolean;
}

/** One project's releases, and how they are kept. */
export interface ReleaseQuestion {
  readonly releases: readonly RetainedRelease[];
  readonly nowMs: number;
  /** Channels count on their own. [docs] */
  readonly discreteChannels: boolean;
  /** By the lifecycle of a channel: the policy of the phase that has the place. */
  readonly keepAt: (channelId: string, place: string) => Keep;
  /** Of what was never deployed: the first phase's policy. [guess] */
  readonly keepUndeployed: (channelId: string) => Keep;
}

/**
 * The releases that nothing keeps: in no place where they were deployed are they among those that the policy of its phase keeps.
 * What is current anywhere or still has work to do is always kept. [docs, guess for counting by last deployment]
 */
export function releasesToRemove(question: ReleaseQuestion): readonly string[] {
  const kept = new Set<string>();
  for (const release of question.releases) {
    if (release.isBusy || release.currentIn.size > 0) kept.add(release.id);
  }
  const channels = [...new Set(question.releases.map(({ channelId }) => channelId))];
  const families = question.discreteChannels
    ? channels.map((id) => question.releases.filter(({ channelId }) => channelId === id))
    : [question.releases];
  for (const family of families) for (const id of keptOfFamily(question, family)) kept.add(id);
  return question.releases.map(({ id }) => id).filter((id) => !kept.has(id));
}

function keptOfFamily(question: ReleaseQuestion, family: readonly RetainedRelease[]): string[] {
  const places = new Set(family.flatMap(({ deployedMs }) => [...deployedMs.keys()]));
  const deployed = [...places].flatMap((place) =>
    newestFirst(family, ({ deployedMs }) => deployedMs.get(place))
      .filter(({ release, index, atMs }) =>
        keeps(question.keepAt(release.channelId, place), { index, atMs }, question.nowMs),
      )
      .map(({ release }) => release.id),
  );
  const undeployed = newestFirst(family, ({ deployedMs, assembledMs }) =>
    deployedMs.size === 0 ? assembledMs : undefined,
  )
    .filter(({ release, index, atMs }) =>
      keeps(question.keepUndeployed(release.channelId), { index, atMs }, question.nowMs),
    )
    .map(({ release }) => release.id);
  return [...deployed, ...undeployed];
}

function newestFirst(
  releases: readonly RetainedRelease[],
  timeOf: (release: RetainedRelease) => number | undefined,
): { readonly release: RetainedRelease; readonly index: number; readonly atMs: number }[] {
  return releases
    .flatMap((release) => {
      const atMs = timeOf(release);
      return atMs === undefined ? [] : [{ release, atMs }];
    })
    .sort((a, b) => b.atMs - a.atMs)
    .map((entry, index) => ({ ...entry, index }));
}
