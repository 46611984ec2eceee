import type { World } from '../world.ts';
import type { MachineDocument } from './state.ts';

/** How long a new target's first health check takes to be done. */
const firstCheckMs = 2_000;

/** Checks a new target after a while: a simulated agent answers, and becomes healthy. */
export function checkHealthSoon(world: World, machineId: string): void {
  world.clock.after(firstCheckMs, () => {
    const machine = world.store.get('Machines', machineId);
    if (machine === undefined || machine.HealthStatus !== 'Unknown') return;
    completeHealthCheck(world, machineId);
  });
}

/** Notes that a target answered; an event tells of it where it was not healthy before. Nothing when it was deleted. */
export function completeHealthCheck(world: World, machineId: string): MachineDocument | undefined {
  const machine = world.store.get('Machines', machineId);
  if (machine === undefined) return undefined;
  const healthy = checked(machine);
  world.store.put('Machines', healthy);
  if (machine.HealthStatus !== 'Healthy') {
    world.record({
      category: 'MachineHealthy',
      message: `Machine ${machine.Name} is healthy`,
      related: [machine.Id, ...machine.EnvironmentIds],
      spaceId: machine.SpaceId,
    });
  }
  return healthy;
}

/** Goes on with the checks that a stopped server left undone. */
export function resumeHealthChecks(world: World): void {
  for (const machine of world.store.all('Machines')) {
    if (machine.HealthStatus === 'Unknown') checkHealthSoon(world, machine.Id);
  }
}

function checked(machine: MachineDocument): MachineDocument {
  const isAgent = machine.Endpoint.CommunicationStyle === 'KubernetesTentacle';
  return {
    ...machine,
    HealthStatus: 'Healthy',
    StatusSummary: 'This machine is healthy: it answered its last health check.',
    Endpoint: {
      ...machine.Endpoint,
      KubernetesAgentDetails: isAgent
        ? {
            AgentVersion: '3.0.0',
            TentacleVersion: '9.0.0',
            UpgradeStatus: 'NoUpgrades',
            HelmReleaseName: machine.Slug,
            KubernetesNamespace: `octopus-agent-${machine.Slug}`,
          }
        : null,
    },
  };
}
