import type { ActionResult, ActionRun, ActionWork } from '../../execution/executor.ts';
import { isTrue, propertyText } from '../../execution/properties.ts';
import { retryRule } from '../../execution/retries.ts';
import { subjectOf } from '../../execution/subject.ts';
import { endUnit } from './end-unit.ts';
import { type Place, placeOf, propertyAt, setUnit, unitLog, type WalkPorts } from './place.ts';
import type { UnitAt } from './state.ts';
import { isExclusive } from './target-locks.ts';

/**
 * Hands an action to the executor, and takes in its end. `then` is called when the end comes later than within this call:
 * whoever calls goes on by themselves otherwise.
 */
export function attempt(ports: WalkPorts, taskId: string, at: UnitAt, then: () => void): void {
  const place = currentPlace(ports, taskId, at);
  if (place === undefined) return;
  const { world } = ports;
  const { key, machine } = place;
  const log = unitLog(world, place);
  const { timeoutMs } = retryRule(place.action.ActionType, (name) => propertyAt(place, name));
  const run = runOf(place);
  setUnit(world, taskId, key, { Status: 'Running' });
  let within = true;
  let over = false;
  let work: ActionWork | undefined;
  let letGo = (): void => {};

  function begin(): void {
    if (machine !== undefined) log.line('Verbose', `Running on ${machine.Name}`);
    work = ports.executor.start(run, {
      log: (category, text) => {
        if (!over) log.line(category, text);
      },
      done: end,
    });
  }

  function end(result: ActionResult): void {
    if (over) return;
    over = true;
    timer?.cancel();
    ports.idle(taskId, key);
    const latest = currentPlace(ports, taskId, at);
    if (latest !== undefined) endUnit(ports, latest, result, { again: () => attempt(ports, taskId, at, then), then });
    letGo();
    if (!within) then();
  }

  /** At once, unless something stopped takes its time to end. */
  function whenOver(next: () => void): void {
    if (work?.over === undefined) next();
    else world.background.run(work.over, next, next);
  }

  // Waiting for the target counts too. [guess]
  const timer =
    timeoutMs === undefined
      ? undefined
      : world.clock.after(timeoutMs, () => {
          work?.stop();
          whenOver(() =>
            end({ ok: false, error: `It was stopped: it took longer than ${timeoutMs / 60_000} minutes.` }),
          );
        });
  if (machine === undefined || !isExclusive(machine)) begin();
  else {
    const shared = isTrue(place.variables.value('OctopusBypassDeploymentMutex'));
    letGo = ports.targets.take(machine.Id, { shared, begin });
    if (work === undefined && !over) log.line('Info', `Waiting until ${machine.Name} is free`);
  }
  within = false;
  if (over) {
    letGo();
    return;
  }
  ports.running(taskId, key, {
    stop() {
      work?.stop();
      over = true;
      timer?.cancel();
      whenOver(letGo);
    },
    get over() {
      return work?.over;
    },
  });
}

function currentPlace({ world }: WalkPorts, taskId: string, at: UnitAt): Place | undefined {
  const task = world.store.get('ServerTasks', taskId);
  const walk = world.store.get('TaskWalks', taskId);
  const subject = task?.State === 'Executing' ? subjectOf(world, task) : undefined;
  return subject === undefined || walk === undefined ? undefined : placeOf(world, subject, walk, at);
}

function runOf(place: Place): ActionRun {
  const { subject, step, action, machine, variables } = place;
  return {
    subject,
    step,
    action,
    machine,
    evaluate: variables.render,
    value: variables.value,
    property: (name) => propertyAt(place, name),
    rawProperty: (name) => propertyText(action.Properties[name]),
    names: variables.names,
    secrets: () => variables.secrets,
  };
}
