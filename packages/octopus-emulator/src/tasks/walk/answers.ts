import { subjectOf } from '../../execution/subject.ts';
import type { InterruptionDocument } from '../../interruptions/state.ts';
import { updateTask } from '../transitions.ts';
import { beginUnit } from './begin-unit.ts';
import { continueWalk } from './drive.ts';
import { fail, succeed } from './end-unit.ts';
import { type Place, placeOf, setUnit, unitLog, type WalkPorts } from './place.ts';
import { unitAt } from './state.ts';
import { notePending } from './wait.ts';

/** Takes an answer into the walk of the task that asked. A paused task is queued again; another one goes on at once. [docs] */
export function takeAnswer(ports: WalkPorts, answered: InterruptionDocument): void {
  const { world } = ports;
  const task = world.store.get('ServerTasks', answered.TaskId);
  const walk = world.store.get('TaskWalks', answered.TaskId);
  const subject = task === undefined ? undefined : subjectOf(world, task);
  const [key] = Object.entries(walk?.Units ?? {}).find(([, unit]) => unit.InterruptionId === answered.Id) ?? [];
  notePending(world, answered.TaskId);
  if (task === undefined || walk === undefined || subject === undefined || key === undefined) return;
  const place = placeOf(world, subject, walk, unitAt(key));
  setUnit(world, task.Id, key, { InterruptionId: null });
  logAnswer(ports, place, answered);
  if (answered.Type === 'GuidedFailure') guide(ports, place, answered);
  else answerManual(ports, place, answered);
  if (task.State === 'Queued') {
    updateTask(world, task.Id, { Paused: false, HoldsKey: false });
    ports.wake();
  } else continueWalk(ports, task.Id);
}

function logAnswer(
  { world }: WalkPorts,
  place: Place,
  { Result, Notes, ResponsibleUserId }: InterruptionDocument,
): void {
  const by = world.store.get('Users', ResponsibleUserId ?? '')?.DisplayName ?? ResponsibleUserId;
  unitLog(world, place).line('Info', `${Result}, said ${by}${Notes ? `: ${Notes}` : ''}`);
}

function answerManual(
  ports: WalkPorts,
  place: Place,
  { Result, Notes, ResponsibleUserId }: InterruptionDocument,
): void {
  const user = ports.world.store.get('Users', ResponsibleUserId ?? '');
  const outputs = {
    'Manual.Notes': Notes ?? '',
    'Manual.Approved': Result === 'Proceed' ? 'True' : 'False',
    'Manual.ResponsibleUser.Id': ResponsibleUserId ?? '',
    'Manual.ResponsibleUser.Username': user?.Username ?? '',
    'Manual.ResponsibleUser.DisplayName': user?.DisplayName ?? '',
    'Manual.ResponsibleUser.EmailAddress': user?.EmailAddress ?? '',
  };
  succeed(ports, place, { outputs });
  if (Result !== 'Proceed') fail(ports, place, `${user?.DisplayName ?? ResponsibleUserId} aborted it`);
}

/**
 * What becomes of a failure: it stands, is tried again, counts as a success with a warning, or its target is left out of
 * the rest of the run. [docs; guess that the last two leave warnings]
 */
function guide(ports: WalkPorts, place: Place, { Result }: InterruptionDocument): void {
  const { world } = ports;
  const taskId = place.subject.task.Id;
  switch (Result) {
    case 'Retry': {
      // The automatic retries begin anew. [guess]
      setUnit(world, taskId, place.key, { Status: 'Running', Attempt: 1 });
      beginUnit(ports, place, () => continueWalk(ports, taskId));
      return;
    }
    case 'Ignore':
      succeed(ports, place, { warning: true });
      return;
    case 'Exclude': {
      const walk = world.store.get('TaskWalks', taskId);
      if (walk === undefined || place.machine === undefined) return;
      const ExcludedMachineIds = [...walk.ExcludedMachineIds, place.machine.Id];
      world.store.put('TaskWalks', { ...walk, ExcludedMachineIds });
      updateTask(world, taskId, { HasWarningsOrErrors: true });
      setUnit(world, taskId, place.key, { Status: 'Excluded', Warned: true });
      unitLog(world, place).end('Failed');
      return;
    }
    default:
      fail(ports, place, 'A person let the failure stand.');
  }
}
