import type { ActionWork, Executor } from '../../execution/executor.ts';
import { propertyText } from '../../execution/properties.ts';
import { type RunVariables, runVariables } from '../../execution/run-variables.ts';
import type { Subject } from '../../execution/subject.ts';
import type { MachineDocument } from '../../machines/state.ts';
import type { ActionDocument, StepDocument } from '../../processes/state.ts';
import type { World } from '../../world.ts';
import { partNumber } from '../log-tree.ts';
import type { TaskDocument } from '../state.ts';
import { type TaskLog, taskLog } from '../task-log.ts';
import { type TaskWalkDocument, type UnitAt, unitKey, type WalkStep, type WalkUnit } from './state.ts';
import { statusVariables } from './status-variables.ts';
import type { TargetLocks } from './target-locks.ts';

/** What a walk needs from the runner. */
export interface WalkPorts {
  readonly world: World;
  readonly executor: Executor;
  readonly targets: TargetLocks;
  /** A unit is at something that can be stopped. */
  running(taskId: string, unit: string, work: ActionWork): void;
  /** A unit is not at anything any more. */
  idle(taskId: string, unit: string): void;
  /** The task gave up its place: it ended, or waits for a person. What it put out, if it ended by itself. */
  left(task: TaskDocument, outputs?: Readonly<Record<string, string>>): void;
  /** Something may start: a task was queued. */
  wake(): void;
}

/** A step of a walk with its documents. */
export interface StepPlace {
  readonly subject: Subject;
  readonly walk: TaskWalkDocument;
  readonly index: number;
  readonly planned: WalkStep;
  readonly step: StepDocument;
}

/** One action on one target, with its documents. */
export interface Place extends StepPlace {
  readonly at: UnitAt;
  readonly key: string;
  readonly action: ActionDocument;
  /** Undefined on the server, and when the target was deleted meanwhile. */
  readonly machine: MachineDocument | undefined;
  readonly variables: RunVariables;
}

/** The step of that index; the process is a snapshot, so it is there. */
export function stepPlace(subject: Subject, walk: TaskWalkDocument, index: number): StepPlace {
  const planned = walk.Steps[index];
  const step = subject.process.Steps[index];
  if (planned === undefined || step === undefined) throw new Error(`the task ${walk.Id} has no step ${index}`);
  return { subject, walk, index, planned, step };
}

/** The action and target of a unit, with the variables that hold there. */
export function placeOf(world: World, subject: Subject, walk: TaskWalkDocument, at: UnitAt): Place {
  const place = stepPlace(subject, walk, at.step);
  const action = place.step.Actions[place.planned.ActionIndexes[at.action] ?? -1];
  if (action === undefined) throw new Error(`the task ${walk.Id} has no action ${unitKey(at)}`);
  const machineId = place.planned.Lanes[at.lane] ?? null;
  const machine = machineId === null ? undefined : world.store.get('Machines', machineId);
  return { ...place, at, key: unitKey(at), action, machine, variables: variablesAt(world, place, { action, machine }) };
}

/** The variables of a step, or of one action of it on one target. */
export function variablesAt(
  world: World,
  { subject, walk, step, index }: StepPlace,
  at: { action?: ActionDocument; machine?: MachineDocument | undefined } = {},
): RunVariables {
  return lazily(() => {
    const variables = runVariables(world, subject, {
      step,
      stepNumber: index + 1,
      action: at.action,
      machine: at.machine,
      failure: walk.Failure,
      outputs: { ...walk.Outputs, ...statusVariables(subject.process.Steps, walk, index) },
    });
    return walk.Secrets === undefined ? variables : { ...variables, secrets: [...variables.secrets, ...walk.Secrets] };
  });
}

/** Variables that are worked out when they are first asked for: most places are only passed by. */
function lazily(make: () => RunVariables): RunVariables {
  let made: RunVariables | undefined;
  const variables = () => {
    made ??= make();
    return made;
  };
  return {
    value: (name) => variables().value(name),
    render: (template) => variables().render(template),
    holds: (template) => variables().holds(template),
    names: () => variables().names(),
    get secrets() {
      return variables().secrets;
    },
  };
}

/** A property of the action with its `#{…}` replaced; undefined when it is absent or blank. */
export function propertyAt(
  { action, variables }: Pick<Place, 'action' | 'variables'>,
  name: string,
): string | undefined {
  const text = propertyText(action.Properties[name]);
  const value = text === undefined ? '' : variables.render(text);
  return value.trim() === '' ? undefined : value;
}

/** Changes a unit of a walk as it is now. */
export function setUnit(world: World, taskId: string, key: string, change: Partial<WalkUnit>): void {
  const walk = world.store.get('TaskWalks', taskId);
  if (walk === undefined) return;
  const fresh: WalkUnit = { Status: 'Running', Attempt: 1, Warned: false, InterruptionId: null, ChildTaskId: null };
  const unit = { ...fresh, ...walk.Units[key], ...change };
  world.store.put('TaskWalks', { ...walk, Units: { ...walk.Units, [key]: unit } });
}

/** The log of a step. */
export function stepLog(world: World, { subject, step, index }: StepPlace): TaskLog {
  const name = `Step ${index + 1}: ${step.Name}`;
  return taskLog(world, { taskId: subject.task.Id, number: index + 1, name });
}

/** The number of a unit's log: the step's own when it does one thing on the server, else that of a part of it. */
export function unitNumber({ planned, at }: Pick<Place, 'planned' | 'at'>): number {
  const step = at.step + 1;
  return isSingle(planned) ? step : partNumber(step, at.lane * planned.ActionIndexes.length + at.action + 1);
}

function isSingle({ Lanes, ActionIndexes }: WalkStep): boolean {
  return Lanes.length === 1 && Lanes[0] === null && ActionIndexes.length === 1;
}

/** The log of one action on one target. */
export function unitLog(world: World, place: Place): TaskLog {
  const { subject, step, action, planned, at, variables } = place;
  const target = place.machine?.Name ?? planned.Lanes[at.lane] ?? null;
  const many = planned.ActionIndexes.length > 1;
  const name = target === null ? action.Name : many ? `${target}: ${action.Name}` : target;
  return taskLog(world, {
    taskId: subject.task.Id,
    number: unitNumber(place),
    name: isSingle(planned) ? `Step ${at.step + 1}: ${step.Name}` : name,
    secrets: () => variables.secrets,
  });
}
