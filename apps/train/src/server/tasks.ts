import type { ServerTask, Interruption as WireInterruption } from '@octotrain/octopus-client';
import { OctopusError } from '@octotrain/octopus-client';
import type { Answer, CancelTask, Interruption, Observe, Plan, RunEvent } from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ask, troubleOf } from './asking.ts';
import type { ServerDeps } from './server-deps.ts';

/** Asks for all tasks at once, and for the interruptions of those where something about them changed. */
export async function observeTasks(effect: Observe, _session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const tasks = await deps.tasks.get(effect.tasks.map(({ taskId }) => taskId));
  const events = await Promise.all(
    effect.tasks.map(async ({ taskId, known, interruptions }): Promise<RunEvent[]> => {
      const task = tasks.get(taskId);
      if (!task) return [];
      const changed = known?.state !== task.State || known.pending !== task.HasPendingInterruptions;
      const asked = task.HasPendingInterruptions || known?.pending === true || interruptions;
      if (!changed) return [];
      const found = asked ? await getInterruptions(deps, task) : [];
      return [taskEvent(task, found, deps.at())];
    }),
  );
  return events.flat();
}

function taskEvent(task: ServerTask, interruptions: readonly Interruption[], at: number): RunEvent {
  return {
    type: 'task',
    taskId: task.Id,
    state: task.State,
    startedAt: task.StartTime ?? null,
    completedAt: task.CompletedTime ?? null,
    errorMessage: task.ErrorMessage ?? null,
    interruptions,
    at,
  };
}

/** The interruptions of a task, answered ones too, oldest first, with who answered. */
async function getInterruptions(deps: ServerDeps, task: ServerTask): Promise<readonly Interruption[]> {
  const query = { regarding: task.Id, take: 100 };
  const path = { spaceId: task.SpaceId ?? '' };
  const { data } = await ask(() => deps.api.GET('/api/{spaceId}/interruptions', { params: { path, query } }));
  const own = data.Items.filter((each) => each.TaskId === task.Id).reverse();
  return Promise.all(own.map(async (each) => interruptionOf(each, await answerOf(deps, each))));
}

function interruptionOf(wire: WireInterruption, answer: Answer | null): Interruption {
  return {
    id: wire.Id,
    kind: wire.Type,
    title: wire.Title,
    teamIds: wire.ResponsibleTeamIds,
    pending: wire.IsPending,
    answer,
  };
}

async function answerOf(deps: ServerDeps, wire: WireInterruption): Promise<Answer | null> {
  const result = wire.Form.Values.Result ?? wire.Form.Values.Guidance ?? null;
  if (wire.IsPending || result === null || !wire.ResponsibleUserId) return null;
  return {
    result: result === 'Proceed' || result === 'Abort' ? result : 'other',
    personId: wire.ResponsibleUserId,
    person: await deps.nameOf(wire.ResponsibleUserId),
    notes: wire.Form.Values.Notes ?? null,
  };
}

/** Cancels a task that must not go on; one that is over already is left as it is. */
export async function cancelTask(effect: CancelTask, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const path = { spaceId: spaceOf(session.plan, effect.of), id: effect.taskId };
  const done: RunEvent = { type: 'cancel', taskId: effect.taskId, why: effect.why, at: deps.at() };
  const { data: task } = await ask(() => deps.api.GET('/api/{spaceId}/tasks/{id}', { params: { path } }));
  if (task.IsCompleted) return [taskEvent(task, await getInterruptions(deps, task), deps.at())];
  await session.intend(done);
  try {
    await deps.api.POST('/api/{spaceId}/tasks/{id}/cancel', { params: { path } });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble) throw trouble;
    // It came to its end just then: the next look says how.
    if (!(error instanceof OctopusError)) throw error;
  }
  return [];
}

function spaceOf(plan: Plan, stopOrGate: string): string {
  const stop = plan.stops.find(({ id }) => id === stopOrGate);
  if (!stop) return plan.approvals?.space.id ?? '';
  return plan.cars.find(({ id }) => id === stop.car)?.space.id ?? '';
}
