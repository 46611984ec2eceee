import { describe, expect, it } from 'vitest';
import { aCar, anApproval, aServer, aStart, aTrain, planOf, riskLead, riskTeam } from '../test-support/friday.ts';
import { assess } from './assess.ts';
import type { Answer, Interruption, RunEvent, TaskEvent } from './event.ts';
import { replay } from './step.ts';

const board = { id: 'Teams-8', name: 'Change Board' };
const train = aTrain({
  environments: ['Production'],
  maxParallel: 1,
  cars: [aCar({ id: 'api' }), aCar({ id: 'web' })],
  gates: { Production: [anApproval({ teams: [riskTeam.name, board.name], through: 'runbook' })] },
});

function aPlan() {
  const observed = aServer(train);
  const teams = [...observed.teams, { ...board, memberIds: [riskLead.id], spaceId: null }];
  const approvals = observed.approvals && { ...observed.approvals, teams: [riskTeam.name, board.name] };
  return planOf(train, { ...observed, teams, approvals });
}

function asked(number: number, at: number): RunEvent {
  const subject = { kind: 'approval' as const, id: `api/Production/approval-${number}` };
  return {
    type: 'posted',
    subject,
    id: `RunbookRuns-${number}`,
    taskId: `ServerTasks-${number}`,
    source: 'created',
    at,
  };
}

function ended(
  number: number,
  end: { state: TaskEvent['state']; team: string; answer: Answer | null; at: number },
): RunEvent {
  const { state, team, answer, at } = end;
  const interruption: Interruption = {
    id: `Interruptions-${number}`,
    kind: 'ManualIntervention',
    title: 'May it go?',
    teamIds: [team],
    pending: false,
    answer,
  };
  const facts = { startedAt: null, completedAt: null, errorMessage: null };
  return { type: 'task', taskId: `ServerTasks-${number}`, state, ...facts, interruptions: [interruption], at };
}

describe('a stop with two gates', () => {
  it('stays rejected when the question of the other gate is taken back because of it', () => {
    const plan = aPlan();
    const t0 = aStart().at;
    const no: Answer = { result: 'Abort', personId: riskLead.id, person: riskLead.displayName, notes: null };
    const events: RunEvent[] = [
      aStart(),
      asked(1, t0),
      asked(2, t0),
      ended(2, { state: 'Failed', team: board.id, answer: no, at: t0 + 1 }),
      { type: 'cancel', taskId: 'ServerTasks-1', why: 'the train stopped', at: t0 + 2 },
      ended(1, { state: 'Canceled', team: riskTeam.id, answer: null, at: t0 + 3 }),
    ];

    const state = replay(plan, events);
    const view = state && assess(plan, state);

    expect(view?.halted).toBe(true);
    expect(view?.stops['api/Production']).toMatchObject({ status: 'rejected', reason: 'Change Board: Rita said no' });
    expect(view?.stops['web/Production']).toMatchObject({ status: 'skipped' });
  });
});
