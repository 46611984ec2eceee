import type { Interruption, TaskEvent, TaskStatus } from '../run/event.ts';
import { account, requester, riskLead } from './friday.ts';
import type { ScriptedAnswer } from './script.ts';

/** One server task, whose whole future follows from when it was made. */
export interface SimulatedTask {
  readonly id: string;
  readonly madeAt: number;
  readonly workMs: number;
  readonly fails: boolean;
  /** Asked one after the other before the work; null when the process asks nobody. */
  readonly asks: { readonly teamId: string; readonly answer: ScriptedAnswer } | null;
  cancelledAt: number | null;
}

const queueMs = 300;
const people = { requester, account, risk: riskLead } as const;

/** What the server would say of a task at a moment. */
export function taskAt(task: SimulatedTask, now: number): Omit<TaskEvent, 'type' | 'at'> {
  const asked = task.madeAt + queueMs;
  const answeredAt = task.asks ? asked + task.asks.answer.afterMs : asked;
  const said = task.asks?.answer.result === 'Abort' ? 'Abort' : 'Proceed';
  const overAt = said === 'Abort' ? answeredAt : answeredAt + task.workMs;
  const stoppedAt = task.cancelledAt !== null && task.cancelledAt < overAt ? task.cancelledAt : null;
  const end = stoppedAt ?? Number.POSITIVE_INFINITY;
  const state = ((): TaskStatus => {
    if (now >= end) return now >= end + queueMs ? 'Canceled' : 'Cancelling';
    if (now >= overAt) return task.fails || said === 'Abort' ? 'Failed' : 'Success';
    return now < asked || now < answeredAt ? 'Queued' : 'Executing';
  })();
  const over = state === 'Failed' || state === 'Success' || state === 'Canceled';
  return {
    taskId: task.id,
    state,
    startedAt: now >= asked ? new Date(asked).toISOString() : null,
    completedAt: over ? new Date(Math.min(overAt, end + queueMs)).toISOString() : null,
    errorMessage: state === 'Failed' ? 'The deployment failed' : null,
    interruptions: interruptionsAt(task, { now, asked, answeredAt, end }),
  };
}

function interruptionsAt(
  task: SimulatedTask,
  { now, asked, answeredAt, end }: { now: number; asked: number; answeredAt: number; end: number },
): readonly Interruption[] {
  if (!task.asks || now < asked || end <= asked) return [];
  const { answer, teamId } = task.asks;
  const person = people[answer.by];
  const isAnswered = now >= answeredAt && answeredAt < end;
  return [
    {
      id: `Interruptions-${task.id}`,
      kind: 'ManualIntervention',
      title: 'Approve',
      teamIds: [teamId],
      pending: !isAnswered && now < end,
      answer: isAnswered
        ? { result: answer.result, personId: person.id, person: person.displayName, notes: null }
        : null,
    },
  ];
}
