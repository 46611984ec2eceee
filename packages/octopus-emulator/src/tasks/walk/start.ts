import type { PlannedAction } from '../../execution/plan.ts';
import { type Subject, subjectOf } from '../../execution/subject.ts';
import type { World } from '../../world.ts';
import { planTask } from '../plan-task.ts';
import type { TaskDocument } from '../state.ts';
import { taskLog } from '../task-log.ts';
import { markFailure, recordTaskEvent } from '../transitions.ts';
import { continueWalk } from './drive.ts';
import { finishWalk, GONE } from './finish.ts';
import type { WalkPorts } from './place.ts';
import { shapeOf } from './shape.ts';

/** Plans a task that has just got its place; fails it when it cannot run. */
export function startWalk(ports: WalkPorts, task: TaskDocument): void {
  const { world } = ports;
  const subject = subjectOf(world, task);
  taskLog(world, { taskId: task.Id, number: 0, name: task.Description }).begin();
  if (subject === undefined) {
    finishWalk(ports, task, GONE);
    return;
  }
  recordTaskEvent(world, subject, 'Started');
  const plan = planTask(world, subject);
  if (plan.problems.length > 0) {
    markFailure(world, subject);
    finishWalk(ports, task, plan.problems.join(' '));
    return;
  }
  const DeployedToMachineIds = [...new Set(plan.actions.flatMap(({ MachineIds }) => MachineIds))];
  if (subject.kind === 'deployment') world.store.put('Deployments', { ...subject.document, DeployedToMachineIds });
  else world.store.put('RunbookRuns', { ...subject.document, DeployedToMachineIds });
  logPlanned(world, subject, plan.actions);
  const Steps = shapeOf(subject.process.Steps, plan.actions);
  world.store.put('TaskWalks', { Id: task.Id, Steps, Units: {}, Failure: null, Outputs: {}, ExcludedMachineIds: [] });
  continueWalk(ports, task.Id);
}

/** Every step is shown from the start, as one that will run or as one that will not. */
function logPlanned(world: World, subject: Subject, planned: readonly PlannedAction[]): void {
  for (const [index, step] of subject.process.Steps.entries()) {
    const name = `Step ${index + 1}: ${step.Name}`;
    const log = taskLog(world, { taskId: subject.task.Id, number: index + 1, name });
    log.plan();
    const own = planned.filter(({ StepIndex }) => StepIndex === index);
    const skipped = own.flatMap(({ ActionIndex, Skip }) => (Skip === null ? [] : [{ ActionIndex, Skip }]));
    const all = skipped.length === own.length;
    for (const { ActionIndex, Skip } of skipped) {
      const what = own.length === 1 ? 'This step' : `'${step.Actions[ActionIndex]?.Name}'`;
      log.line('Info', `${what} is skipped: ${Skip}.`);
    }
    if (all) log.end('Skipped');
  }
}
