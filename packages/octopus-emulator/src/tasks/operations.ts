import { z } from 'zod';
import { scheduleProblems } from '../deployments/wish-rules.ts';
import type { Engine } from '../engine.ts';
import { created, ok, type Reply } from '../http/api.ts';
import { choice, mapOf, requiredText, text } from '../http/fields.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { World } from '../world.ts';
import { choreNamed } from './chores/catalogue.ts';
import { isCompleted } from './queue.ts';
import { queueChore } from './queue-chore.ts';
import { canRerun, showTask } from './show.ts';
import { relatedToTask, updateTask } from './transitions.ts';
import { type TaskContext, visibleTask } from './visible-task.ts';

const newTaskSchema = z.object({
  Name: requiredText('a kind of task'),
  Description: requiredText('a description'),
  Arguments: mapOf(z.unknown()),
  QueueTime: text(),
  QueueTimeExpiry: text(),
  SpaceId: text(),
});

/** `POST /tasks`: queues a chore. Deployments, runs and what the server does by itself cannot be queued so. [client] */
export function createTask(context: TaskContext, engine: Engine): Reply {
  const { world, caller, userAgent } = context;
  const { Name, Description, Arguments: args, ...written } = validated(newTaskSchema, context.body);
  const chore = choreNamed(Name);
  const spaceId = context.space?.Id ?? (written.SpaceId || (chore?.ofServer ? null : defaultSpaceId(world)));
  caller.requirePermission('TaskCreate', { spaceId });
  if (!chore?.mayQueue) throw badRequest([`A task '${Name}' cannot be queued.`]);
  const [queueTime, queueTimeExpiry] = [written.QueueTime || null, written.QueueTimeExpiry || null];
  refuseIfAny([
    ...(spaceId === null || world.store.get('Spaces', spaceId) ? [] : [`The space '${spaceId}' does not exist.`]),
    ...(chore.problems?.(world, { spaceId, args }) ?? []),
    ...scheduleProblems(world.clock.now(), { QueueTime: queueTime, QueueTimeExpiry: queueTimeExpiry }),
  ]);
  const order = { name: chore.name, description: Description, spaceId, args, queueTime, queueTimeExpiry };
  const task = queueChore(world, order, { user: caller.user, userAgent });
  engine.tasks.wake();
  return created(showTask(task));
}

function defaultSpaceId({ store }: World): string | null {
  return store.all('Spaces').find(({ IsDefault }) => IsDefault)?.Id ?? null;
}

/** `POST /tasks/rerun/{id}`: an ended chore once more, as a new task. Deployments and runs are made anew instead. [guess] */
export function rerunTask(context: TaskContext, engine: Engine): Reply {
  const { world, caller, userAgent } = context;
  const task = visibleTask(context, 'TaskView');
  caller.requirePermission('TaskCreate', { spaceId: task.SpaceId });
  if (!canRerun(task)) {
    throw badRequest([
      isCompleted(task)
        ? `The task ${task.Id} cannot be run once more: make what it did anew.`
        : `The task ${task.Id} has not ended: it is ${task.State}.`,
    ]);
  }
  const again = { name: task.Name, description: task.Description, spaceId: task.SpaceId, args: task.Arguments };
  const made = queueChore(world, again, { user: caller.user, userAgent });
  engine.tasks.wake();
  return ok(showTask(made));
}

const stateSchema = z.object({ State: choice(['', 'Success', 'Failed'], ''), Reason: requiredText('a reason') });

/** `POST /tasks/{id}/state`: another outcome for an ended task; the reason is kept in the audit log. [client, guess] */
export function changeState(context: TaskContext): Reply {
  const { world, caller, userAgent } = context;
  const task = visibleTask(context, 'TaskEdit');
  const { State, Reason } = validated(stateSchema, context.body);
  const problems = State === '' ? ['State must be Success or Failed.'] : [];
  if (!isCompleted(task)) problems.push(`The task ${task.Id} has not ended: it is ${task.State}.`);
  if (Reason.trim() === '') problems.push('a reason is required');
  if (State === '' || problems.length > 0) throw badRequest(problems);
  if (task.State === State) return ok(showTask(task));
  const changed = updateTask(world, task.Id, {
    State,
    ErrorMessage: State === 'Success' ? null : (task.ErrorMessage ?? Reason),
  });
  world.record({
    category: 'TaskStateModified',
    message: `${caller.user.Username} changed the outcome of ${task.Description} to ${State}: ${Reason}`,
    related: relatedToTask(world, task),
    spaceId: task.SpaceId,
    user: caller.user,
    userAgent,
    before: { State: task.State },
    after: { State },
  });
  return ok(showTask(changed));
}

/** `POST /tasks/{id}/prioritize`: a queued task goes before all that have no priority. [docs, guess for the permission] */
export function prioritizeTask(context: TaskContext, engine: Engine): Reply {
  const { world, caller, userAgent } = context;
  const task = visibleTask(context, 'TaskPrioritize');
  if (task.State !== 'Queued') throw badRequest([`The task ${task.Id} is not queued: it is ${task.State}.`]);
  if (task.Priority) return ok(showTask(task));
  const changed = updateTask(world, task.Id, { Priority: true });
  world.record({
    category: 'TaskPrioritized',
    message: `${caller.user.Username} moved ${task.Description} to the front of the queue`,
    related: relatedToTask(world, task),
    spaceId: task.SpaceId,
    user: caller.user,
    userAgent,
  });
  engine.tasks.wake();
  return ok(showTask(changed));
}
