import { conditionRefusal } from '../execution/conditions.ts';
import type { ActionResult, ActionRun, Executor } from '../execution/executor.ts';
import { propertyText } from '../execution/properties.ts';
import { runVariables } from '../execution/run-variables.ts';
import { type Subject, subjectOf } from '../execution/subject.ts';
import { blocksConcurrentDeployments, raiseManualIntervention } from '../interruptions/raise.ts';
import type { ActionDocument, StepDocument } from '../processes/state.ts';
import type { World } from '../world.ts';
import { planTask } from './plan-task.ts';
import type { PlannedAction, TaskDocument, TaskWalkDocument } from './state.ts';
import { type TaskLog, taskLog } from './task-log.ts';
import { endTask, markFailure, recordTaskEvent, updateTask } from './transitions.ts';

/** What a walk needs from the runner. */
export interface WalkPorts {
  readonly world: World;
  readonly executor: Executor;
  /** The task executes something that can be stopped. */
  running(taskId: string, stop: () => void): void;
  /** The task gave up its place: it ended, or waits for a person. */
  left(task: TaskDocument): void;
}

/** An action of a walk with the documents it is made of. */
interface Place {
  readonly subject: Subject;
  readonly walk: TaskWalkDocument;
  readonly planned: PlannedAction;
  readonly step: StepDocument;
  readonly action: ActionDocument;
}

const GONE = 'Something that this task needs was deleted: its project, environment, tenant, channel or release.';

/** Plans a task that has just got its place; fails it when it cannot run. */
export function startWalk(ports: WalkPorts, task: TaskDocument): void {
  const { world } = ports;
  const subject = subjectOf(world, task);
  taskLog(world, { taskId: task.Id, number: 0, name: task.Description }).begin();
  if (subject === undefined) {
    finish(ports, task, GONE);
    return;
  }
  recordTaskEvent(world, subject, 'Started');
  const plan = planTask(world, subject);
  if (plan.problems.length > 0) {
    markFailure(world, subject);
    finish(ports, task, plan.problems.join(' '));
    return;
  }
  const DeployedToMachineIds = [...new Set(plan.actions.flatMap(({ MachineIds }) => MachineIds))];
  if (subject.kind === 'deployment') world.store.put('Deployments', { ...subject.document, DeployedToMachineIds });
  else world.store.put('RunbookRuns', { ...subject.document, DeployedToMachineIds });
  for (const [index, planned] of plan.actions.entries()) {
    logPlanned(world, subject, index, planned);
  }
  const walk = { Id: task.Id, Actions: plan.actions, At: 0, MachineAt: 0, Failure: null, Outputs: {}, WaitsFor: null };
  world.store.put('TaskWalks', walk);
  continueWalk(ports, task.Id);
}

/** Goes on with a task from where it stands, until it waits for something or ends. */
export function continueWalk(ports: WalkPorts, taskId: string): void {
  for (;;) {
    const task = ports.world.store.get('ServerTasks', taskId);
    const walk = ports.world.store.get('TaskWalks', taskId);
    if (task?.State !== 'Executing' || walk === undefined) return;
    const subject = subjectOf(ports.world, task);
    if (subject === undefined) {
      finish(ports, task, GONE);
      return;
    }
    const place = placeAt(subject, walk);
    if (place === undefined) {
      finish(ports, task, walk.Failure);
      return;
    }
    if (place.planned.Skip !== null) moveOn(ports.world, walk);
    else if (startAction(ports, place) === 'waits') return;
  }
}

function placeAt(subject: Subject, walk: TaskWalkDocument): Place | undefined {
  const planned = walk.Actions[walk.At];
  const step = planned === undefined ? undefined : subject.process.Steps[planned.StepIndex];
  const action = planned === undefined ? undefined : step?.Actions[planned.ActionIndex];
  return planned === undefined || step === undefined || action === undefined
    ? undefined
    : { subject, walk, planned, step, action };
}

function moveOn(world: World, walk: TaskWalkDocument): void {
  world.store.put('TaskWalks', { ...walk, At: walk.At + 1, MachineAt: 0 });
}

function stepLog(
  world: World,
  place: Pick<Place, 'subject' | 'walk' | 'step'>,
  secrets: readonly string[] = [],
): TaskLog {
  const { subject, walk, step } = place;
  return taskLog(world, {
    taskId: subject.task.Id,
    number: walk.At + 1,
    name: `Step ${walk.At + 1}: ${step.Name}`,
    secrets,
  });
}

/** Every step is shown from the start, as one that will run or as one that will not. */
function logPlanned(world: World, subject: Subject, index: number, planned: PlannedAction): void {
  const step = subject.process.Steps[planned.StepIndex];
  const name = `Step ${index + 1}: ${step?.Name ?? ''}`;
  const log = taskLog(world, { taskId: subject.task.Id, number: index + 1, name });
  log.plan();
  if (planned.Skip === null) return;
  log.line('Info', `This step is skipped: ${planned.Skip}.`);
  log.end('Skipped');
}

/** Starts the action at a place, or passes it by. */
function startAction(ports: WalkPorts, place: Place): 'waits' | 'passed' {
  const { world } = ports;
  const { subject, walk, planned, step, action } = place;
  const machineId = planned.MachineIds[walk.MachineAt];
  const machine = machineId === undefined ? undefined : world.store.get('Machines', machineId);
  const number = planned.StepIndex + 1;
  const variables = runVariables(world, subject, {
    step,
    stepNumber: number,
    action,
    machine,
    failure: walk.Failure,
    outputs: walk.Outputs,
  });
  const log = stepLog(world, place, variables.secrets);
  const refusal = conditionRefusal({ step, action, failed: walk.Failure !== null, holds: variables.holds });
  if (refusal !== null) {
    log.line('Info', `This step is skipped: ${refusal}.`);
    log.end('Skipped');
    moveOn(world, walk);
    return 'passed';
  }
  log.begin();
  if (step.StartTrigger === 'StartWithPrevious') {
    log.line('Verbose', 'simulated: the step runs after the previous one, not beside it');
  }
  if (action.ActionType === 'Octopus.Manual') {
    const instructions = propertyText(action.Properties['Octopus.Action.Manual.Instructions']) ?? '';
    waitForPerson(ports, place, variables.render(instructions), log);
    return 'waits';
  }
  const run: ActionRun = {
    subject,
    step,
    action,
    machine,
    evaluate: variables.render,
    property(name) {
      const text = propertyText(action.Properties[name]);
      const value = text === undefined ? '' : variables.render(text);
      return value.trim() === '' ? undefined : value;
    },
    rawProperty: (name) => propertyText(action.Properties[name]),
  };
  if (machine !== undefined) log.line('Verbose', `Running on ${machine.Name}`);
  return execute(ports, place, run, log);
}

/** Hands an action to the executor. When the end comes within the call, the caller's loop goes on. */
function execute(ports: WalkPorts, place: Place, run: ActionRun, log: TaskLog): 'waits' | 'passed' {
  const taskId = place.subject.task.Id;
  let within = true;
  let passed = false;
  let stopped = false;
  const stop = ports.executor.start(run, {
    log: (category, text) => {
      if (!stopped) log.line(category, text);
    },
    done(result) {
      if (stopped) return;
      stopped = true;
      endAction(ports.world, place, log, result);
      if (within) passed = true;
      else continueWalk(ports, taskId);
    },
  });
  within = false;
  ports.running(taskId, () => {
    stopped = true;
    stop.stop();
  });
  return passed ? 'passed' : 'waits';
}

function endAction(world: World, place: Place, log: TaskLog, result: ActionResult): void {
  const { subject, planned, step } = place;
  const walk = world.store.get('TaskWalks', subject.task.Id);
  if (walk === undefined) return;
  const isLast = walk.MachineAt + 1 >= planned.MachineIds.length;
  const next = isLast ? { At: walk.At + 1, MachineAt: 0 } : { MachineAt: walk.MachineAt + 1 };
  if (!result.ok) {
    log.line('Error', result.error);
    log.end('Failed');
    markFailure(world, subject);
    const failure = walk.Failure ?? `The step '${step.Name}' failed: ${result.error}`;
    world.store.put('TaskWalks', { ...walk, ...next, Failure: failure });
    return;
  }
  const outputs = Object.entries(result.outputs ?? {}).map(([name, value]) => [outputName(step.Name, name), value]);
  world.store.put('TaskWalks', { ...walk, ...next, Outputs: { ...walk.Outputs, ...Object.fromEntries(outputs) } });
  if (result.warning) updateTask(world, subject.task.Id, { HasWarningsOrErrors: true });
  if (isLast) log.end(result.warning ? 'SuccessWithWarning' : 'Success');
}

/** Full name of a step's output variable. */
function outputName(step: string, name: string): string {
  return `Octopus.Action[${step}].Output.${name}`;
}

/** A manual step: the task goes back to the queue and gives up its place until somebody has answered. [docs] */
function waitForPerson(ports: WalkPorts, place: Place, instructions: string, log: TaskLog): void {
  const { world } = ports;
  const { subject, walk, action } = place;
  const correlationId = `${subject.task.Id}/${walk.At + 1}`;
  const interruption = raiseManualIntervention(world, { subject, action, correlationId, instructions });
  log.line('Wait', `Waiting for an answer to interruption ${interruption.Id}`);
  world.store.put('TaskWalks', { ...walk, WaitsFor: interruption.Id });
  const task = updateTask(world, subject.task.Id, {
    State: 'Queued',
    HasPendingInterruptions: true,
    HoldsKey: blocksConcurrentDeployments(action),
  });
  ports.left(task);
}

/** Takes the answer to a manual step into the walk: the next `continueWalk` goes on behind the step. */
export function takeAnswer(
  world: World,
  taskId: string,
  answer: { proceed: boolean; notes: string; userId: string },
): void {
  const task = world.store.get('ServerTasks', taskId);
  const walk = world.store.get('TaskWalks', taskId);
  const subject = task === undefined ? undefined : subjectOf(world, task);
  const place = subject === undefined || walk === undefined ? undefined : placeAt(subject, walk);
  if (place === undefined) return;
  const user = world.store.get('Users', answer.userId);
  const log = stepLog(world, place);
  const by = user?.DisplayName ?? answer.userId;
  log.line(
    'Info',
    `${answer.proceed ? 'Proceed' : 'Abort'}, said ${by}${answer.notes === '' ? '' : `: ${answer.notes}`}`,
  );
  const walkOn = { ...place.walk, WaitsFor: null };
  world.store.put('TaskWalks', walkOn);
  const outputs = {
    'Manual.Notes': answer.notes,
    'Manual.Approved': answer.proceed ? 'True' : 'False',
    'Manual.ResponsibleUser.Id': answer.userId,
    'Manual.ResponsibleUser.Username': user?.Username ?? '',
    'Manual.ResponsibleUser.DisplayName': user?.DisplayName ?? '',
    'Manual.ResponsibleUser.EmailAddress': user?.EmailAddress ?? '',
  };
  const named = Object.entries(outputs).map(([name, value]) => [outputName(place.step.Name, name), value]);
  world.store.put('TaskWalks', { ...walkOn, Outputs: { ...walkOn.Outputs, ...Object.fromEntries(named) } });
  endAction(world, place, log, answer.proceed ? { ok: true } : { ok: false, error: `${by} aborted it` });
}

function finish(ports: WalkPorts, task: TaskDocument, failure: string | null): void {
  const { world } = ports;
  const subject = subjectOf(world, task);
  const ended = endTask(world, task, { state: failure === null ? 'Success' : 'Failed', error: failure });
  if (subject !== undefined) recordTaskEvent(world, subject, failure === null ? 'Succeeded' : 'Failed');
  ports.left(ended);
}
