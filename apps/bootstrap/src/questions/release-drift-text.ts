import type { FieldDrift, ObjectDrift } from '@octotrain/kube-kit';
import { folded, type Page } from '../plan/fold.ts';
import type { ReleaseDrift } from './release-drift.ts';

/** The releases of a cluster beside what is live of them. */
export interface ClusterDrift {
  readonly cluster: string;
  readonly releases: readonly ReleaseDrift[];
}

/** Whether something is not as it was set, or cannot be compared. */
export function isAmiss({ report }: ReleaseDrift): boolean {
  return !report.ok || !report.value.same;
}

/** What is not as its release has set it, field by field with who changed it; one sentence for all else. */
export function clusterDriftText(all: readonly ClusterDrift[], page: Page): string {
  return all.map((one) => oneCluster(one, page)).join('\n\n');
}

function oneCluster({ cluster, releases }: ClusterDrift, page: Page): string {
  const amiss = releases.filter(isAmiss);
  const same = releases.length - amiss.length;
  const heading = page.colours.bold(cluster);
  const count = `${same} of ${releases.length} release${releases.length === 1 ? '' : 's'} as helm has deployed ${releases.length === 1 ? 'it' : 'them'}`;
  return [heading, ...amiss.flatMap((one) => releaseLines(one, page)), ...folded(count, 2, page)].join('\n');
}

function releaseLines({ namespace, release, report }: ReleaseDrift, page: Page): readonly string[] {
  if (!report.ok) return folded(`${namespace}/${release}: ${report.problem.message}`, 2, page);
  const { revision, objects } = report.value;
  return [
    ...folded(`${namespace}/${release}, revision ${revision}`, 2, page),
    ...objects.filter(({ state }) => state !== 'same').flatMap((object) => objectLines(object, page)),
  ];
}

function objectLines(object: ObjectDrift, page: Page): readonly string[] {
  const { kind, name, state, fields, problem } = object;
  const what = `${kind} ${name}`;
  if (state === 'missing') return folded(`${what} is not there${problem ? `: ${problem.message}` : ''}`, 4, page);
  if (state === 'unknown') return folded(`${what} cannot be read: ${problem?.message ?? ''}`, 4, page);
  return fields.flatMap((field) => folded(`${what} ${fieldWords(field)}`, 4, page));
}

function fieldWords({ path, kind, desired, live, by }: FieldDrift): string {
  const now = kind === 'missing' ? 'is not there' : `is ${JSON.stringify(live)}`;
  const who = by === undefined ? '' : `, by ${by.manager}${by.subresource ? ` (${by.subresource})` : ''} ${by.time}`;
  const guess = by !== undefined && !by.owns ? ', who changed the object last' : '';
  return `${path} ${now}, was set to ${JSON.stringify(desired)}${who}${guess}`;
}

/** The same as a document. */
export function clusterDriftDocument(all: readonly ClusterDrift[]): object {
  return {
    schema: 1,
    clusters: all.map(({ cluster, releases }) => ({
      cluster,
      releases: releases.map(({ namespace, release, report }) => ({
        ...{ namespace, release },
        ...(report.ok ? report.value : { same: false, problem: report.problem }),
      })),
    })),
  };
}
