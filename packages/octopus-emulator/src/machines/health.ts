import type { MachineFault } from '../faults/plan.ts';
import { timeOf, type World } from '../world.ts';
import { agentPlace } from './agent-place.ts';
import { removeSoonWhenUnavailable } from './cleanup.ts';
import type { EndpointDocument } from './endpoint.ts';
import { environmentsOfReached, keepReached, reachedById } from './reached.ts';
import type { HealthStatus, ReachedDocument } from './state.ts';

/** How long a new target's first health check takes to be done. */
const firstCheckMs = 2_000;

/** What a health check found. */
export interface HealthFinding {
  readonly status: HealthStatus;
  readonly summary: string;
}

/** Categories of events by what was found. [client] */
const categories: Readonly<Partial<Record<HealthStatus, string>>> = {
  Healthy: 'MachineHealthy',
  HasWarnings: 'MachineHasWarnings',
  Unhealthy: 'MachineUnhealthy',
  Unavailable: 'MachineUnavailable',
};

/** What a simulated machine answers: it is well, unless a fault says otherwise. */
const findings: Readonly<Record<MachineFault | 'well', HealthFinding>> = {
  well: { status: 'Healthy', summary: 'This machine is healthy: it answered its last health check.' },
  unavailable: {
    status: 'Unavailable',
    summary: 'This machine is unavailable: it did not answer its last health check.',
  },
  unhealthy: { status: 'Unhealthy', summary: 'This machine is unhealthy: its last health check failed.' },
};

/**
 * Checks a target or a worker now, and keeps what was found. A disabled one is not checked: nothing comes of it. [guess]
 * An event is recorded when the health changes.
 */
export function checkHealth(world: World, id: string): HealthFinding | undefined {
  const document = reachedById(world, id);
  if (document === undefined || document.IsDisabled) return undefined;
  const found = findings[world.faults.forMachine(document.Name) ?? 'well'];
  const now = timeOf(world);
  const unavailable = found.status === 'Unavailable';
  keepReached(world, id, {
    HealthStatus: found.status,
    StatusSummary: found.summary,
    LastChecked: now,
    UnavailableSince: unavailable ? (document.UnavailableSince ?? now) : null,
    ...(unavailable ? {} : { Endpoint: answered(document) }),
  });
  const category = categories[found.status];
  if (found.status !== document.HealthStatus && category !== undefined) {
    world.record({
      category,
      message: `Machine ${document.Name} is ${spoken(found.status)}`,
      related: [document.Id, ...environmentsOfReached(world, id)],
      spaceId: document.SpaceId,
    });
  }
  if (unavailable) removeSoonWhenUnavailable(world, id);
  return found;
}

/** Checks a new target or worker after a while: a simulated agent answers, and becomes healthy. */
export function checkHealthSoon(world: World, id: string): void {
  world.clock.after(firstCheckMs, () => {
    if (reachedById(world, id)?.HealthStatus === 'Unknown') checkHealth(world, id);
  });
}

/** Goes on with the checks, and the removals, that a stopped server left undone. */
export function resumeHealthChecks(world: World): void {
  for (const document of [...world.store.all('Machines'), ...world.store.all('Workers')]) {
    if (document.HealthStatus === 'Unknown') checkHealthSoon(world, document.Id);
    if (document.HealthStatus === 'Unavailable') removeSoonWhenUnavailable(world, document.Id);
  }
}

function spoken(status: HealthStatus): string {
  return status === 'HasWarnings' ? 'healthy with warnings' : status.toLowerCase();
}

/** The endpoint with what an agent says about itself when it answers. */
function answered(document: ReachedDocument): EndpointDocument {
  const { Endpoint } = document;
  const place = agentPlace(document);
  if (place === undefined) return Endpoint;
  return {
    ...Endpoint,
    KubernetesAgentDetails: {
      AgentVersion: '3.0.0',
      TentacleVersion: '9.0.0',
      UpgradeStatus: 'NoUpgrades',
      HelmReleaseName: place.release,
      KubernetesNamespace: place.namespace,
    },
  };
}
