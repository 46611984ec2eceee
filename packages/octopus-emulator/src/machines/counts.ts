import { statusOf } from './reached.ts';
import type { MachineDocument, ReachedDocument } from './state.ts';

/** Targets or workers counted, as summaries tell them. */
export function countReached(documents: readonly ReachedDocument[]) {
  return {
    TotalMachines: documents.length,
    TotalDisabledMachines: documents.filter(({ IsDisabled }) => IsDisabled).length,
    MachineHealthStatusSummaries: tally(documents.map(({ HealthStatus }) => HealthStatus)),
    MachineEndpointSummaries: tally(documents.map(({ Endpoint }) => Endpoint.CommunicationStyle)),
    MachineIdsForCalamariUpgrade: documents
      .filter((document) => statusOf(document) === 'CalamariNeedsUpgrade')
      .map(({ Id }) => Id),
    TentacleUpgradesRequired: false,
  };
}

/** The same for targets, and by tenants. */
export function countMachines(machines: readonly MachineDocument[]) {
  return {
    ...countReached(machines),
    MachineTenantSummaries: tally(machines.flatMap(({ TenantIds }) => TenantIds)),
    MachineTenantTagSummaries: tally(machines.flatMap(({ TenantTags }) => TenantTags)),
  };
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
