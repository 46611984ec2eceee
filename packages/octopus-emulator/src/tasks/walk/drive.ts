import { conditionRefusal, isConditionMet } from '../../execution/conditions.ts';
import { propertyText } from '../../execution/properties.ts';
import { type Subject, subjectOf } from '../../execution/subject.ts';
import { blocksConcurrentDeployments } from '../../interruptions/raise.ts';
import type { World } from '../../world.ts';
import { updateTask } from '../transitions.ts';
import { attempt } from './attempt.ts';
import { beginUnit } from './begin-unit.ts';
import { finishWalk, GONE } from './finish.ts';
import { isPaused, type Move, nextMove } from './moves.ts';
import { type Place, placeOf, setUnit, stepLog, stepPlace, unitLog, variablesAt, type WalkPorts } from './place.ts';
import { limitOf } from './shape.ts';
import { type TaskWalkDocument, unitAt, type WalkStep } from './state.ts';

/** Goes on with a task from where it stands, until everything waits for something or it ends. */
export function continueWalk(ports: WalkPorts, taskId: string): void {
  for (;;) {
    const task = ports.world.store.get('ServerTasks', taskId);
    const walk = ports.world.store.get('TaskWalks', taskId);
    if (task?.State !== 'Executing' || walk === undefined) return;
    const subject = subjectOf(ports.world, task);
    if (subject === undefined) {
      finishWalk(ports, task, GONE);
      return;
    }
    const move = nextMove(walk);
    if (move === undefined) {
      pauseIfIdle(ports, subject, walk);
      return;
    }
    if (move.kind === 'finish') {
      finishWalk(ports, task, walk.Failure);
      return;
    }
    perform(ports, subject, walk, move);
  }
}

/** Goes on after a restart: what was at work begins anew. */
export function resumeWalk(ports: WalkPorts, taskId: string): void {
  const walk = ports.world.store.get('TaskWalks', taskId);
  for (const [key, { Status, ChildTaskId }] of Object.entries(walk?.Units ?? {})) {
    if ((Status === 'Running' && ChildTaskId === null) || Status === 'Backoff') {
      attempt(ports, taskId, unitAt(key), () => continueWalk(ports, taskId));
    }
  }
  continueWalk(ports, taskId);
}

function perform(ports: WalkPorts, subject: Subject, walk: TaskWalkDocument, move: Exclude<Move, { kind: 'finish' }>) {
  if (move.kind === 'begin') beginStep(ports.world, subject, walk, move.step);
  else if (move.kind === 'end') endStep(ports.world, subject, walk, move);
  else runUnit(ports, placeOf(ports.world, subject, walk, move));
}

function setStep(world: World, taskId: string, index: number, change: Partial<WalkStep>): void {
  const walk = world.store.get('TaskWalks', taskId);
  if (walk === undefined) return;
  const Steps = walk.Steps.map((step, at) => (at === index ? { ...step, ...change } : step));
  world.store.put('TaskWalks', { ...walk, Steps });
}

/** Begins a step, or passes it by when its condition is not met or all its targets were left out. */
function beginStep(world: World, subject: Subject, walk: TaskWalkDocument, index: number): void {
  const place = stepPlace(subject, walk, index);
  const { step, planned } = place;
  const variables = variablesAt(world, place);
  const log = stepLog(world, place);
  const lanes = planned.Lanes.filter((id) => id === null || !walk.ExcludedMachineIds.includes(id));
  const refusal =
    lanes.length === 0
      ? 'all its targets were left out'
      : conditionRefusal({ step, failed: walk.Failure !== null, holds: variables.holds });
  if (refusal !== null) {
    log.line('Info', `This step is skipped: ${refusal}.`);
    log.end('Skipped');
    setStep(world, walk.Id, index, { State: 'Skipped' });
    return;
  }
  log.begin();
  const window = propertyText(step.Properties['Octopus.Action.MaxParallelism']);
  const Limit = limitOf(
    planned.Rolling,
    window === undefined ? undefined : variables.render(window),
    variables.value('Octopus.Action.MaxParallelism'),
  );
  setStep(world, walk.Id, index, { State: 'Running', Lanes: lanes, Limit });
  logUnits(world, subject, index);
}

/** Shows what a step will do on each target. */
function logUnits(world: World, subject: Subject, index: number): void {
  const walk = world.store.get('TaskWalks', subject.task.Id);
  const planned = walk?.Steps[index];
  if (walk === undefined || planned === undefined) return;
  for (const lane of planned.Lanes.keys()) {
    for (const action of planned.ActionIndexes.keys()) {
      unitLog(world, placeOf(world, subject, walk, { step: index, action, lane })).plan();
    }
  }
}

function endStep(
  world: World,
  subject: Subject,
  walk: TaskWalkDocument,
  { step: index, state }: { step: number; state: 'Succeeded' | 'Failed' },
): void {
  const own = Object.entries(walk.Units).filter(([key]) => unitAt(key).step === index);
  const skipped = own.length > 0 && own.every(([, { Status }]) => Status === 'Skipped');
  const warned = own.some(([, { Warned }]) => Warned);
  const status = state === 'Failed' ? 'Failed' : skipped ? 'Skipped' : warned ? 'SuccessWithWarning' : 'Success';
  stepLog(world, stepPlace(subject, walk, index)).end(status);
  setStep(world, walk.Id, index, { State: skipped ? 'Skipped' : state });
}

/** Starts an action on a target, or passes it by. */
function runUnit(ports: WalkPorts, place: Place): void {
  const { world } = ports;
  const { action, key, subject, variables } = place;
  const taskId = subject.task.Id;
  const log = unitLog(world, place);
  if (!isConditionMet(action, variables.holds)) {
    log.line('Info', `'${action.Name}' is skipped: its run condition is false.`);
    log.end('Skipped');
    setUnit(world, taskId, key, { Status: 'Skipped' });
    return;
  }
  if (place.planned.Lanes[place.at.lane] !== null && place.machine === undefined) {
    log.line('Warning', 'The deployment target was deleted meanwhile.');
    log.end('Skipped');
    setUnit(world, taskId, key, { Status: 'Excluded', Warned: true });
    return;
  }
  log.begin();
  setUnit(world, taskId, key, { Status: 'Running' });
  beginUnit(ports, place, () => continueWalk(ports, taskId));
}

/** A task that only waits for people goes back to the queue and gives up its place. [docs] */
function pauseIfIdle(ports: WalkPorts, subject: Subject, walk: TaskWalkDocument): void {
  const { world } = ports;
  const isManual = (id: string) => world.store.get('Interruptions', id)?.Type !== 'GuidedFailure';
  if (!isPaused(walk, isManual)) return;
  const HoldsKey = Object.entries(walk.Units).some(
    ([key, { Status }]) =>
      Status === 'Waiting' && blocksConcurrentDeployments(placeOf(world, subject, walk, unitAt(key)).action),
  );
  ports.left(updateTask(world, walk.Id, { State: 'Queued', Paused: true, HoldsKey }));
}
