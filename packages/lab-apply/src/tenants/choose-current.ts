import { type RunningRelease, wayTo } from './current-rules.ts';

/** What another tenant runs in one environment. */
export interface OtherRuns {
  readonly tenant: string;
  readonly environment: string;
  readonly release: RunningRelease;
}

/** The release that a tenant shall run in one environment, and why that one. */
export interface CurrentChoice {
  readonly environment: string;
  /** Absent when there is none. */
  readonly release?: RunningRelease;
  /** Environments in which it has to succeed before. */
  readonly before: readonly string[];
  /** A sentence where the choice was not plain. */
  readonly note?: string;
}

/**
 * Chooses for each environment what most others run there; of those that equally many run the newest. One that this
 * tenant may not get there is passed over, with the reason.
 */
export function chooseCurrent(options: {
  connected: readonly string[];
  others: readonly OtherRuns[];
}): readonly CurrentChoice[] {
  const { connected, others } = options;
  return connected.map((environment) => choiceIn(environment, connected, others));
}

function choiceIn(environment: string, connected: readonly string[], others: readonly OtherRuns[]): CurrentChoice {
  const running = others.filter((one) => one.environment === environment);
  if (running.length === 0) return { environment, before: [], note: 'no other tenant runs anything there' };
  const candidates = ranked(running);
  const refusals: string[] = [];
  for (const { release, tenants } of candidates) {
    const way = wayTo(release, environment, connected);
    if (!way.ok) {
      refusals.push(`${release.version} cannot go there: ${way.reason}`);
      continue;
    }
    const differ = candidates.length === 1 ? [] : [`the others differ (${spread(candidates)})`];
    const equal = candidates.filter((one) => one.tenants === tenants).length > 1;
    const why =
      candidates.length === 1
        ? []
        : [equal ? `${release.version} is the newest of those` : `most run ${release.version}`];
    const note = [...differ, ...refusals, ...why].join('; ');
    return { environment, release, before: way.before, ...(note === '' ? {} : { note }) };
  }
  return { environment, before: [], note: refusals.join('; ') };
}

interface Candidate {
  readonly release: RunningRelease;
  readonly tenants: number;
}

function ranked(running: readonly OtherRuns[]): readonly Candidate[] {
  const byId = new Map<string, Candidate>();
  for (const { release } of running) {
    byId.set(release.id, { release, tenants: (byId.get(release.id)?.tenants ?? 0) + 1 });
  }
  return [...byId.values()].sort(
    (left, right) => right.tenants - left.tenants || right.release.assembled - left.release.assembled,
  );
}

function spread(candidates: readonly Candidate[]): string {
  return candidates.map(({ release, tenants }) => `${release.version}: ${tenants}`).join(', ');
}
