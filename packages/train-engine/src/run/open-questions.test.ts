import { describe, expect, it } from 'vitest';
import { aCar, anApproval, aServer, aStart, observedCar, oneCar, planOf, riskTeam } from '../test-support/friday.ts';
import type { RunEvent } from './event.ts';
import { openQuestions } from './open-questions.ts';
import { replay } from './step.ts';

const interruption = {
  id: 'Interruptions-1',
  kind: 'ManualIntervention',
  title: 'Approve?',
  teamIds: [riskTeam.id],
  pending: true,
  answer: null,
};

function task(taskId: string, pending: boolean): RunEvent {
  const facts = { startedAt: null, completedAt: null, errorMessage: null, at: 1_000_002 };
  return { type: 'task', taskId, state: 'Queued', interruptions: pending ? [interruption] : [], ...facts };
}

function questionsAfter(train: Parameters<typeof planOf>[0], events: readonly RunEvent[], observed = aServer(train)) {
  const plan = planOf(train, observed);
  const state = replay(plan, [aStart(), ...events]);
  if (!state) throw new Error('started');
  return openQuestions(plan, state).map(({ id, gate, spaceId, taskId }) => ({
    id,
    gate: gate?.id ?? null,
    spaceId,
    taskId,
  }));
}

describe('the open questions of a run', () => {
  const train = oneCar({}, { gates: { Development: [anApproval()] } });

  it('are none before anybody was asked', () => {
    const posted: RunEvent = {
      type: 'posted',
      subject: { kind: 'approval', id: 'api/Development/approval-1' },
      id: 'RunbookRuns-1',
      taskId: 'ServerTasks-1',
      source: 'created',
      at: 1_000_001,
    };

    expect(questionsAfter(train, [posted, task('ServerTasks-1', false)])).toEqual([]);
  });

  it('of a gate are asked in the space of the approval runbook', () => {
    const posted: RunEvent = {
      type: 'posted',
      subject: { kind: 'approval', id: 'api/Development/approval-1' },
      id: 'RunbookRuns-1',
      taskId: 'ServerTasks-1',
      source: 'created',
      at: 1_000_001,
    };

    expect(questionsAfter(train, [posted, task('ServerTasks-1', true)])).toEqual([
      {
        id: 'api/Development/approval-1',
        gate: 'api/Development/approval-1',
        spaceId: planOf(train).approvals?.space.id,
        taskId: 'ServerTasks-1',
      },
    ]);
  });

  it('of a process that no gate covers are named after their stop', () => {
    const open = oneCar();
    const there = observedCar(open, aCar({ id: 'api' }));
    const posted: RunEvent = {
      type: 'posted',
      subject: { kind: 'deployment', id: 'api/Development' },
      id: 'Deployments-1',
      taskId: 'ServerTasks-2',
      source: 'created',
      at: 1_000_001,
    };

    expect(questionsAfter(open, [posted, task('ServerTasks-2', true)])).toEqual([
      { id: 'api/Development', gate: null, spaceId: there.space.id, taskId: 'ServerTasks-2' },
    ]);
  });
});
