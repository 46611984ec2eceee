import { createEmulator, type Emulator, type VirtualClock, virtualClock } from '@octotrain/octopus-emulator';
import { type Ask, askerOf, must } from '../../contract/contract-world.ts';
import { environmentCount, type PhasePlan, type Plan, type ProjectPlan, tenantCount } from './plan.ts';
import { seededRandom } from './seeded-random.ts';

export const space = '/api/Spaces-1';
const startMs = Date.parse('2026-01-05T09:00:00Z');

/** A server as a plan wants it, with the ids of what the plan counts. */
export interface PlannedServer {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly ask: Ask;
  readonly environments: readonly string[];
  readonly projects: readonly { readonly id: string; readonly channels: readonly string[] }[];
  readonly tenants: readonly string[];
}

export async function plannedServer(plan: Plan): Promise<PlannedServer> {
  const clock = virtualClock(startMs);
  const emulator = await createEmulator({ clock, random: seededRandom(1) });
  const ask = askerOf(emulator.fetch, emulator.administratorKey);
  async function made(path: string, body: object): Promise<string> {
    return String((await must(ask, 'POST', `${space}${path}`, body)).Id);
  }
  const environments: string[] = [];
  for (let number = 0; number < environmentCount; number += 1) {
    environments.push(await made('/environments', { Name: `Environment ${number}` }));
  }
  const lifecycles: string[] = [];
  for (const [number, phases] of plan.lifecycles.entries()) {
    const Phases = phases.map((phase, index) => phaseBody(phase, index, environments));
    lifecycles.push(await made('/lifecycles', { Name: `Lifecycle ${number}`, Phases }));
  }
  const ProjectGroupId = await made('/projectgroups', { Name: 'Group' });
  const projects: { id: string; channels: string[] }[] = [];
  for (const [number, project] of plan.projects.entries()) {
    const { Id, DeploymentProcessId } = await must(ask, 'POST', `${space}/projects`, {
      ...{ Name: `Project ${number}`, ProjectGroupId, LifecycleId: lifecycles[0] },
      TenantedDeploymentMode: 'TenantedOrUntenanted',
    });
    const channels = Object((await ask('GET', `${space}/projects/${Id}/channels`)).body).Items as { Id: string }[];
    const second = { Name: 'Second', ProjectId: Id, LifecycleId: lifecycles[1] };
    const id = String(Id);
    projects.push({ id, channels: [...channels.map((channel) => channel.Id), await made('/channels', second)] });
    const path = `${space}/deploymentprocesses/${DeploymentProcessId}`;
    await must(ask, 'PUT', path, { Steps: steps(project, environments) });
  }
  const tenants: string[] = [];
  const ProjectEnvironments = Object.fromEntries(projects.map(({ id }) => [id, environments]));
  for (let number = 0; number < tenantCount; number += 1) {
    tenants.push(await made('/tenants', { Name: `Tenant ${number}`, ProjectEnvironments }));
  }
  return { emulator, clock, ask, environments, projects, tenants };
}

function phaseBody({ automatic, optional, minimum, mayBeSkipped }: PhasePlan, index: number, ids: readonly string[]) {
  const targets = automatic.length + optional.length;
  return {
    Name: `Phase ${index}`,
    AutomaticDeploymentTargets: automatic.map((number) => ids[number]),
    OptionalDeploymentTargets: optional.map((number) => ids[number]),
    MinimumEnvironmentsBeforePromotion: targets > 0 ? Math.min(minimum, targets) : minimum,
    IsOptionalPhase: mayBeSkipped,
  };
}

function steps({ workSeconds, failsIn, asksIn }: ProjectPlan, ids: readonly string[]): readonly object[] {
  const among = (numbers: readonly number[]) => ({ Environments: numbers.map((number) => ids[number]) });
  return [
    ...(asksIn.length > 0 ? [manual('Ask', among(asksIn))] : []),
    script('Work', `sleep ${workSeconds}`, {}),
    ...(failsIn.length > 0 ? [script('Break', 'exit 1', among(failsIn))] : []),
  ];
}

function manual(Name: string, more: object): object {
  const Properties = { 'Octopus.Action.Manual.Instructions': 'Look.' };
  return { Name, Actions: [{ Name, ActionType: 'Octopus.Manual', Properties, ...more }] };
}

function script(Name: string, body: string, more: object): object {
  const Properties = {
    'Octopus.Action.RunOnServer': 'True',
    'Octopus.Action.Script.ScriptSource': 'Inline',
    'Octopus.Action.Script.Syntax': 'Bash',
    'Octopus.Action.Script.ScriptBody': body,
  };
  return { Name, Actions: [{ Name, ActionType: 'Octopus.Script', Properties, ...more }] };
}
