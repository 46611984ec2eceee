import type { ActionResult } from '../../execution/executor.ts';
import { guidancesFor, isGuided } from '../../execution/guided-failure.ts';
import { backoffAfter, retryRule } from '../../execution/retries.ts';
import { raiseGuidedFailure } from '../../interruptions/raise.ts';
import { markFailure, updateTask } from '../transitions.ts';
import { type Place, propertyAt, setUnit, unitLog, unitNumber, type WalkPorts } from './place.ts';
import { notePending } from './wait.ts';

/** What may follow the end of an attempt. */
export interface Afterwards {
  /** Tries the action again. */
  again(): void;
  /** Goes on with the walk. */
  then(): void;
}

/** Takes in how an attempt ended: a failure is retried first, then shown to people, and stands at last. [docs, guess for the order] */
export function endUnit(ports: WalkPorts, place: Place, result: ActionResult, after: Afterwards): void {
  if (result.ok) {
    succeed(ports, place, result);
    return;
  }
  keepOutputs(ports, place, result);
  if (!retries(ports, place, result.error, after) && !asks(ports, place, result.error)) {
    fail(ports, place, result.error);
  }
}

/** Keeps what a unit put out: under the step's name, and under that with the target's. [docs; guess for one that failed] */
function keepOutputs(
  { world }: WalkPorts,
  place: Place,
  { outputs = {}, secrets = [] }: Pick<ActionResult, 'outputs' | 'secrets'>,
): void {
  if (Object.keys(outputs).length === 0) return;
  const taskId = place.subject.task.Id;
  const { machine, step, action } = place;
  const walk = world.store.get('TaskWalks', taskId);
  if (walk === undefined) return;
  // Outputs are named by action; with one action that is the step's name.
  const owner = step.Actions.length === 1 ? step.Name : action.Name;
  const Outputs = { ...walk.Outputs };
  for (const [name, value] of Object.entries(outputs)) {
    Outputs[`Octopus.Action[${owner}].Output.${name}`] = value;
    if (machine !== undefined) Outputs[`Octopus.Action[${owner}].Output[${machine.Name}].${name}`] = value;
  }
  const Secrets = [...(walk.Secrets ?? []), ...secrets];
  world.store.put('TaskWalks', { ...walk, Outputs, Secrets });
}

/** Ends a unit well, and keeps what it put out. */
export function succeed(
  ports: WalkPorts,
  place: Place,
  result: Omit<Extract<ActionResult, { ok: true }>, 'ok'> = {},
): void {
  const { world } = ports;
  const taskId = place.subject.task.Id;
  keepOutputs(ports, place, result);
  const warned = result.warning === true;
  if (warned) updateTask(world, taskId, { HasWarningsOrErrors: true });
  setUnit(world, taskId, place.key, { Status: 'Succeeded', Warned: warned, InterruptionId: null });
  unitLog(world, place).end(warned ? 'SuccessWithWarning' : 'Success');
}

/** Ends a unit in failure: the deployment has met one from now on. */
export function fail({ world }: WalkPorts, place: Place, error: string): void {
  const { subject, step, key } = place;
  const taskId = subject.task.Id;
  const log = unitLog(world, place);
  log.line('Error', error);
  log.end('Failed');
  markFailure(world, subject);
  setUnit(world, taskId, key, { Status: 'Failed', InterruptionId: null });
  const walk = world.store.get('TaskWalks', taskId);
  if (walk === undefined) return;
  world.store.put('TaskWalks', { ...walk, Failure: walk.Failure ?? `The step '${step.Name}' failed: ${error}` });
}

function retries(ports: WalkPorts, place: Place, error: string, { again, then }: Afterwards): boolean {
  const { world } = ports;
  const taskId = place.subject.task.Id;
  const rule = retryRule(place.action.ActionType, (name) => propertyAt(place, name));
  const attempts = place.walk.Units[place.key]?.Attempt ?? 1;
  if (attempts > rule.retries) return false;
  const waitMs = backoffAfter(rule, attempts);
  const log = unitLog(world, place);
  log.line('Error', error);
  log.line('Warning', `Retry ${attempts} of ${rule.retries} in ${waitMs / 1_000} seconds.`);
  setUnit(world, taskId, place.key, { Status: 'Backoff', Attempt: attempts + 1 });
  const timer = world.clock.after(waitMs, () => {
    again();
    then();
  });
  ports.running(taskId, place.key, { stop: () => timer.cancel() });
  return true;
}

/** With guided failure a person is asked what to do; the task keeps executing. [docs] */
function asks({ world }: WalkPorts, place: Place, error: string): boolean {
  const { subject, action, variables, machine } = place;
  if (!isGuided(subject.document.UseGuidedFailure, variables.value('Octopus.UseGuidedFailure'))) return false;
  const log = unitLog(world, place);
  log.line('Error', error);
  const interruption = raiseGuidedFailure(world, {
    subject,
    action,
    correlationId: `${subject.task.Id}/${unitNumber(place)}`,
    instructions: `The step '${place.step.Name}' failed${machine === undefined ? '' : ` on ${machine.Name}`}: ${log.masked(error)}`,
    guidances: guidancesFor({ required: action.IsRequired, onTarget: machine !== undefined }),
  });
  log.line('Wait', `Waiting for guidance in interruption ${interruption.Id}`);
  setUnit(world, subject.task.Id, place.key, { Status: 'Waiting', InterruptionId: interruption.Id });
  notePending(world, subject.task.Id);
  return true;
}
