import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { filtered } from '../http/listing.ts';
import { countMachines } from '../machines/counts.ts';
import { filteredMachines } from '../machines/filter.ts';
import { machines } from '../machines/resource.ts';
import { viewable } from '../resource/find.ts';
import { shown } from '../resource/register.ts';
import { environments } from './resource.ts';

/** `GET /environments/summary`: the targets of each environment counted. One of two environments counts once in the whole. */
export function environmentsSummary(context: RouteContext): Reply {
  const { query, world } = context;
  const chosen = [...filtered(viewable(environments, context), query)].sort((a, b) => a.SortOrder - b.SortOrder);
  const counted = filteredMachines(viewable(machines, context), query, world.store);
  const summaries = chosen
    .map((environment) => ({
      environment,
      inside: counted.filter(({ EnvironmentIds }) => EnvironmentIds.includes(environment.Id)),
    }))
    .filter(({ inside }) => !(query.flag('hideEmptyEnvironments') && inside.length === 0));
  const all = counted.filter((machine) =>
    summaries.some(({ environment }) => machine.EnvironmentIds.includes(environment.Id)),
  );
  return ok({
    ...countMachines(all),
    EnvironmentSummaries: summaries.map(({ environment, inside }) => ({
      Environment: shown(environments, environment, context),
      ...countMachines(inside),
      MachineIdsForTentacleUpgrade: [],
    })),
  });
}
