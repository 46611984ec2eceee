import { pendingInterruptions } from '../../interruptions/pending.ts';
import { raiseManualIntervention } from '../../interruptions/raise.ts';
import type { World } from '../../world.ts';
import { updateTask } from '../transitions.ts';
import { type Place, propertyAt, setUnit, unitLog, unitNumber, type WalkPorts } from './place.ts';

/** Asks people about a manual step. */
export function waitForPerson({ world }: WalkPorts, place: Place): void {
  const { subject, action, key } = place;
  const interruption = raiseManualIntervention(world, {
    subject,
    action,
    correlationId: `${subject.task.Id}/${unitNumber(place)}`,
    instructions: propertyAt(place, 'Octopus.Action.Manual.Instructions') ?? '',
  });
  unitLog(world, place).line('Wait', `Waiting for an answer to interruption ${interruption.Id}`);
  setUnit(world, subject.task.Id, key, { Status: 'Waiting', InterruptionId: interruption.Id });
  notePending(world, subject.task.Id);
}

/** Writes into a task, and into those that wait for it, which kinds of questions are open. */
export function notePending(world: World, taskId: string): void {
  const task = world.store.get('ServerTasks', taskId);
  if (task === undefined) return;
  const types = new Set(pendingInterruptions(world.store, taskId).map(({ Type }) => Type ?? 'ManualIntervention'));
  updateTask(world, taskId, { HasPendingInterruptions: types.size > 0, PendingInterruptionTypes: [...types] });
  if (task.Parent !== undefined) notePending(world, task.Parent.TaskId);
}
