import type { Abortable, Api } from '../connect/api.ts';
import { objectPath } from '../connect/api.ts';
import { field } from '../json.ts';
import type { RolloutTrouble } from './trouble.ts';
import { rolloutTroubles } from './troubles.ts';
import { selectorText, type WorkloadName } from './workload.ts';

/**
 * Reads what is around a workload, four lists side by side, and says why its rollout hangs. What may not be read is
 * left out: fewer reasons are found then.
 */
export async function lookForTroubles(
  api: Api,
  options: { workload: unknown; name: WorkloadName } & Abortable,
): Promise<readonly RolloutTrouble[]> {
  const { workload, name, ...rest } = options;
  const { kind, namespace } = name;
  const own = `labelSelector=${encodeURIComponent(selectorText(field(workload, 'spec', 'selector')))}`;
  async function listOf(list: { apiVersion: string; plural: string; query?: string }): Promise<readonly unknown[]> {
    const path = objectPath({ ...list, namespace });
    const query = list.query === undefined ? '' : `?${list.query}`;
    const found = await api.list({ path: `${path}${query}`, what: `${list.plural} in ${namespace}`, ...rest });
    return found.ok ? found.value : [];
  }
  const [pods, replicaSets, claims, events] = await Promise.all([
    listOf({ apiVersion: 'v1', plural: 'pods', query: own }),
    kind === 'Deployment' ? listOf({ apiVersion: 'apps/v1', plural: 'replicasets', query: own }) : [],
    listOf({ apiVersion: 'v1', plural: 'persistentvolumeclaims' }),
    listOf({ apiVersion: 'v1', plural: 'events' }),
  ]);
  return rolloutTroubles({ workload, kind, around: { pods, replicaSets, claims, events } });
}
