import type { Store } from '../store/store.ts';
import type { TaskDocument } from './state.ts';

/** Tasks that a new node executes at the same time. [docs] */
export const TASK_CAP = 5;

/** What decides which queued tasks start. */
export interface QueueQuestion {
  /** In order of creation. */
  readonly tasks: readonly TaskDocument[];
  readonly nowMs: number;
  readonly cap: number;
  /** Spaces whose queue is stopped. */
  readonly stopped: ReadonlySet<string>;
}

/** Executing tasks, and those being cancelled, hold a place and their key. */
export function isRunning(task: Pick<TaskDocument, 'State'>): boolean {
  return task.State === 'Executing' || task.State === 'Cancelling';
}

/** States of tasks that have not ended. */
export function isActiveState(state: string): boolean {
  return state === 'Queued' || state === 'Executing' || state === 'Cancelling';
}

/** The tasks that have not ended, in order of creation. */
export function activeTasks(store: Pick<Store, 'newest'>): readonly TaskDocument[] {
  const found = store.newest('ServerTasks', { group: (task) => !isCompleted(task) });
  return [...found.slice(0, found.length)].reverse();
}

/** A task that has ended does not change any more. */
export function isCompleted(task: Pick<TaskDocument, 'State'>): boolean {
  return !isRunning(task) && task.State !== 'Queued';
}

/** A queued task that could start but for the cap and for others of its key; a task that waits for a person could not. */
function isReady(task: TaskDocument, question: QueueQuestion): boolean {
  return (
    task.State === 'Queued' &&
    task.Paused !== true &&
    task.AwaitsApproval !== true &&
    Date.parse(task.QueueTime) <= question.nowMs &&
    (task.SpaceId === null || !question.stopped.has(task.SpaceId))
  );
}

/**
 * The tasks to start now: priority ones first, then in order of creation, at most `cap` at a time, never two of one key;
 * a key is also taken while its task waits for a person and keeps it. A child deployment is done in the place of its
 * parent, which waits for it. [docs; guess for the places of children]
 */
export function startable(question: QueueQuestion): TaskDocument[] {
  const taken = new Set<string>();
  let places = question.cap;
  for (const task of question.tasks) {
    if (isRunning(task) && task.Parent === undefined) places -= 1;
    if (isRunning(task) || task.HoldsKey) taken.add(task.ConcurrencyKey);
  }
  const ready = question.tasks.filter((task) => isReady(task, question));
  const ordered = [...ready.filter((task) => task.Priority), ...ready.filter((task) => !task.Priority)];
  const started: TaskDocument[] = [];
  for (const task of ordered) {
    if (taken.has(task.ConcurrencyKey) || (places <= 0 && task.Parent === undefined)) continue;
    if (task.Parent === undefined) places -= 1;
    taken.add(task.ConcurrencyKey);
    started.push(task);
  }
  return started;
}

/** The queued tasks whose last moment to start has passed. [docs] */
export function expired(tasks: readonly TaskDocument[], nowMs: number): TaskDocument[] {
  return tasks.filter(
    (task) =>
      task.State === 'Queued' &&
      task.StartTime === null &&
      task.QueueTimeExpiry !== null &&
      Date.parse(task.QueueTimeExpiry) <= nowMs,
  );
}

/** What a queued task waits for: those of its key that run, hold it, or were queued before. */
export function queuedBehind(task: TaskDocument, tasks: readonly TaskDocument[]): TaskDocument[] {
  if (task.State !== 'Queued') return [];
  const at = tasks.findIndex(({ Id }) => Id === task.Id);
  return tasks.filter(
    (other, index) =>
      index !== at &&
      other.ConcurrencyKey === task.ConcurrencyKey &&
      (isRunning(other) || other.HoldsKey || (other.State === 'Queued' && index < at)),
  );
}
