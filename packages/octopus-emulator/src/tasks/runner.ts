import type { Timer } from '../clock/clock.ts';
import { blockingFreezes, freezeSentence } from '../deployment-freezes/blocking.ts';
import type { ActionWork, Executor } from '../execution/executor.ts';
import { subjectOf } from '../execution/subject.ts';
import { closeInterruptions } from '../interruptions/pending.ts';
import type { InterruptionDocument } from '../interruptions/state.ts';
import type { UserDocument } from '../users/state.ts';
import { timeOf, type World } from '../world.ts';
import { runChore } from './chores/run-chore.ts';
import { endRunningParts } from './log-tree.ts';
import { activeTasks, expired, isRunning, startable } from './queue.ts';
import type { TaskDocument } from './state.ts';
import { isDraining, taskCap } from './task-cap.ts';
import { taskLog } from './task-log.ts';
import { endTask, markFailure, recordTaskEvent, relatedToTask, updateTask } from './transitions.ts';
import { takeAnswer } from './walk/answers.ts';
import { childEnded } from './walk/child-deployment.ts';
import { continueWalk, resumeWalk } from './walk/drive.ts';
import { failOldWalks } from './walk/old-walks.ts';
import type { WalkPorts } from './walk/place.ts';
import { startWalk } from './walk/start.ts';
import { createTargetLocks } from './walk/target-locks.ts';
import { notePending } from './walk/wait.ts';

/** How long the server takes to look at its queue, and to stop something. */
const PICKUP_MS = 500;
const STOP_MS = 1_000;
/** How often a stopped queue is looked at. */
const LOOK_AGAIN_MS = 10_000;

const RESTARTED = 'The server was restarted while this task was executing.';

/** Runs the tasks of the queue. All it knows is in the store; only what can be stopped is held in memory. */
export interface TaskRunner {
  /** Something changed that may let a task start. */
  wake(): void;
  /** A person answered an interruption; it says what. */
  answered(interruption: InterruptionDocument): void;
  /** Cancels a task that has not ended. */
  cancel(task: TaskDocument, user: UserDocument): TaskDocument;
  /** Takes up the state that a server before this one left. */
  recover(): void;
}

/** What the runner tells of. */
export interface TaskHooks {
  /** A task has ended. */
  ended(task: TaskDocument): void;
}

export function createTaskRunner(world: World, options: { executor: Executor; hooks: TaskHooks }): TaskRunner {
  const works = new Map<string, Map<string, ActionWork>>();
  let waking = false;
  let next: Timer | undefined;

  const ports: WalkPorts = {
    world,
    executor: options.executor,
    targets: createTargetLocks(),
    running(taskId, unit, work) {
      const own = works.get(taskId);
      if (own === undefined) works.set(taskId, new Map([[unit, work]]));
      else own.set(unit, work);
    },
    idle: (taskId, unit) => works.get(taskId)?.delete(unit),
    left(task, outputs = {}) {
      works.delete(task.Id);
      if (task.State !== 'Queued') {
        options.hooks.ended(task);
        const parent = task.Parent?.TaskId;
        if (parent !== undefined) childEnded(ports, task, outputs, () => continueWalk(ports, parent));
      }
      wake();
    },
    wake,
  };

  function wake(): void {
    if (waking) return;
    waking = true;
    world.clock.after(PICKUP_MS, () => {
      waking = false;
      pump();
    });
  }

  function pump(): void {
    const nowMs = world.clock.now();
    const tasks = activeTasks(world.store);
    for (const late of expired(tasks, nowMs)) {
      options.hooks.ended(endTask(world, late, { state: 'TimedOut', error: 'It was not started in time.' }));
    }
    const stopped = world.store.all('Spaces').filter(({ TaskQueueStopped }) => TaskQueueStopped);
    const question = {
      tasks,
      nowMs,
      cap: isDraining(world) ? 0 : taskCap(world),
      stopped: new Set(stopped.map(({ Id }) => Id)),
    };
    for (const task of startable(question)) start(task);
    if (tasks.some(({ State, SpaceId }) => State === 'Queued' && SpaceId !== null && question.stopped.has(SpaceId))) {
      world.clock.after(LOOK_AGAIN_MS, wake);
    }
    wakeForScheduled(nowMs);
  }

  /** Looks again when the next scheduled task falls due. */
  function wakeForScheduled(nowMs: number): void {
    const moments = activeTasks(world.store)
      .filter(({ State }) => State === 'Queued')
      .flatMap(({ QueueTime, QueueTimeExpiry }) => [Date.parse(QueueTime), Date.parse(QueueTimeExpiry ?? '')])
      .filter((moment) => moment > nowMs);
    next?.cancel();
    next = moments.length === 0 ? undefined : world.clock.after(Math.min(...moments) - nowMs, wake);
  }

  function start(task: TaskDocument): void {
    const resumed = task.StartTime !== null;
    const frozen = resumed ? undefined : freezeOf(task);
    if (frozen !== undefined) {
      failAtStart(task, frozen);
      return;
    }
    const StartTime = task.StartTime ?? new Date(world.clock.now()).toISOString().replace('Z', '+00:00');
    const started = updateTask(world, task.Id, { State: 'Executing', StartTime, HasBeenPickedUpByProcessor: true });
    if (started.SubjectId === '') {
      runChore(world, started, { running: (stop) => ports.running(started.Id, 'chore', { stop }), left: ports.left });
      return;
    }
    if (!resumed) {
      startWalk(ports, started);
      return;
    }
    const subject = subjectOf(world, started);
    if (subject !== undefined) recordTaskEvent(world, subject, 'Resumed');
    continueWalk(ports, task.Id);
  }

  /** A queued deployment that would start while a freeze is active fails; one that has started goes on. [docs, guess] */
  function freezeOf(task: TaskDocument): string | undefined {
    if (task.Name !== 'Deploy' || task.ProjectId === null || task.EnvironmentId === null) return undefined;
    const place = { projectId: task.ProjectId, environmentId: task.EnvironmentId, tenantId: task.TenantId };
    const deployment = world.store.get('Deployments', task.SubjectId);
    if (deployment?.IgnoresFreezes) return undefined;
    const overridden = deployment?.FreezeOverride?.FreezeIds ?? [];
    const freeze = blockingFreezes(world, place).find(({ Id }) => !overridden.includes(Id));
    return freeze === undefined ? undefined : freezeSentence(world, freeze, place);
  }

  function failAtStart(task: TaskDocument, error: string): void {
    const subject = subjectOf(world, task);
    const ended = endTask(world, task, { state: 'Failed', error });
    if (subject !== undefined) {
      markFailure(world, subject);
      recordTaskEvent(world, subject, 'Failed');
    }
    ports.left(ended);
  }

  function cancel(task: TaskDocument, user: UserDocument): TaskDocument {
    world.record({
      category: 'TaskCanceled',
      message: `${user.Username} canceled ${task.Description}`,
      related: relatedToTask(world, task),
      spaceId: task.SpaceId,
      user,
    });
    closeInterruptions(world.store, task.Id);
    if (task.Parent !== undefined) notePending(world, task.Parent.TaskId);
    if (task.State === 'Queued') {
      const ended = endTask(world, task, { state: 'Canceled', error: `Canceled by ${user.Username}.` });
      ports.left(ended);
      return ended;
    }
    const own = [...(works.get(task.Id)?.values() ?? [])];
    for (const work of own) work.stop();
    works.delete(task.Id);
    const cancelling = updateTask(world, task.Id, { State: 'Cancelling' });
    log(task).line('Warning', `${user.Username} asked to cancel`);
    const over = own.flatMap((work) => (work.over === undefined ? [] : [work.over]));
    world.clock.after(STOP_MS, () => afterAll(over, () => finishCancel(task.Id)));
    return cancelling;
  }

  /** Waits until nothing is at work any more: at once when nothing was. */
  function afterAll(over: readonly Promise<void>[], then: () => void): void {
    if (over.length === 0) then();
    else world.background.run(Promise.allSettled(over), then, then);
  }

  function log(task: TaskDocument) {
    return taskLog(world, { taskId: task.Id, number: 0, name: task.Description });
  }

  function finishCancel(taskId: string): void {
    const task = world.store.get('ServerTasks', taskId);
    if (task?.State !== 'Cancelling') return;
    endRunningParts(world.store, taskId, { status: 'Canceled', ended: timeOf(world) });
    ports.left(endTask(world, task, { state: 'Canceled', error: 'Canceled.' }));
  }

  function recover(): void {
    for (const task of failOldWalks(world)) ports.left(task);
    for (const task of activeTasks(world.store).filter(isRunning)) {
      if (task.State === 'Cancelling') finishCancel(task.Id);
      else if (world.onRestart === 'continue' && task.SubjectId !== '') resumeWalk(ports, task.Id);
      else {
        const subject = subjectOf(world, task);
        endRunningParts(world.store, task.Id, { status: 'Failed', ended: timeOf(world) });
        const ended = endTask(world, task, { state: 'Failed', error: RESTARTED });
        if (subject !== undefined) recordTaskEvent(world, subject, 'Failed');
        ports.left(ended);
      }
    }
    wake();
  }

  return { wake, answered: (interruption) => takeAnswer(ports, interruption), cancel, recover };
}
