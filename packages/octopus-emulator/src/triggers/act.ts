import { HttpProblem } from '../http/problem.ts';
import { type Caller, callerFor } from '../permissions/caller.ts';
import { systemCaller } from '../permissions/system-caller.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { World } from '../world.ts';
import { deployLatestRelease } from './deploy-latest.ts';
import { deployToMachine } from './deploy-to-machine.ts';
import { createTriggeredRelease, deployNewRelease } from './new-release.ts';
import { runTriggeredRunbook } from './run-runbook.ts';
import type { ProjectTriggerDocument, TriggerFiringDocument } from './state.ts';

/** What the server does about something that a trigger made. */
export interface ActPorts {
  readonly wake: () => void;
  readonly released: (release: ReleaseDocument) => void;
}

/** Does what a trigger is for. What hinders it is told to the audit log, and nobody is asked again. [docs, guess for the log] */
export function act(
  world: World,
  ports: ActPorts,
  { trigger, firing }: { trigger: ProjectTriggerDocument; firing: TriggerFiringDocument },
): void {
  const user = firing.UserId === null ? undefined : world.store.get('Users', firing.UserId);
  const caller = user === undefined ? systemCaller : callerFor(world.store, user);
  world.background.run(
    carryOut(world, ports, { trigger, firing, caller }),
    () => ports.wake(),
    (error) => recordFailure(world, trigger, error),
  );
}

async function carryOut(
  world: World,
  ports: ActPorts,
  { trigger, firing, caller }: { trigger: ProjectTriggerDocument; firing: TriggerFiringDocument; caller: Caller },
): Promise<void> {
  const { Action: action } = trigger;
  switch (action.ActionType) {
    case 'AutoDeploy':
      if (firing.MachineId !== null) deployToMachine(world, caller, { trigger, action, machineId: firing.MachineId });
      return;
    case 'DeployLatestRelease':
      deployLatestRelease(world, caller, { trigger, action });
      return;
    case 'DeployNewRelease':
      await deployNewRelease(world, caller, { trigger, action, released: ports.released });
      return;
    case 'RunRunbook':
      runTriggeredRunbook(world, caller, action);
      return;
    case 'CreateRelease':
      await createTriggeredRelease(world, caller, { trigger, channelId: action.ChannelId, released: ports.released });
  }
}

function recordFailure(world: World, trigger: ProjectTriggerDocument, error: unknown): void {
  const reasons = error instanceof HttpProblem ? error.errors.join(' ') : String(error);
  world.record({
    category: 'ProjectTriggerFailed',
    message: `Trigger ${trigger.Name} could not do its work: ${reasons}`,
    related: [trigger.Id, trigger.ProjectId],
    spaceId: trigger.SpaceId,
  });
}
