import type { Assessment, PlannedGate, TrainEvent } from '@octotrain/train-engine';
import { taskLink } from '../view/links.ts';
import { questionOf } from '../view/names.ts';
import type { ReportApproval } from './report.ts';
import type { RunRecord } from './run-record.ts';

/** Who answered a gate, when, with which words and through what; or that nobody has. */
export function approvalOf(options: {
  record: RunRecord;
  view: Assessment;
  gate: PlannedGate;
  webUrl: string | null;
}): ReportApproval {
  const { record, view, gate, webUrl } = options;
  const { plan, events } = record;
  const status = view.gates[gate.id];
  const asked = lastOf(events, 'approval-asked', gate.id);
  const answered = lastOf(events, 'approval-answered', gate.id);
  const answer = status?.is === 'open' || status?.is === 'refused' ? status.answer : null;
  const taskId = taskOf(record, gate);
  const car = plan.cars.find((each) => each.id === gate.car);
  const spaceId = (gate.through === 'runbook' ? plan.approvals?.space.id : car?.space.id) ?? '';
  return {
    gate: gate.id,
    car: gate.car,
    environment: gate.environment.name,
    team: gate.team.name,
    through: gate.through,
    question: questionOf(plan, gate),
    result: resultOf(status?.is),
    by: answer?.person ?? null,
    notes: answer?.notes ?? null,
    reason: status?.is === 'refused' ? status.reason : null,
    askedAt: asked?.time ?? null,
    answerSeenAt: answer ? (answered?.time ?? null) : null,
    taskId,
    link: taskId === null ? null : taskLink(webUrl, spaceId, taskId),
  };
}

function resultOf(is: Assessment['gates'][string]['is'] | undefined): ReportApproval['result'] {
  if (is === 'open') return 'approved';
  if (is === 'refused') return 'refused';
  return is === 'asking' ? 'asked' : 'not asked';
}

function lastOf(events: readonly TrainEvent[], name: 'approval-asked' | 'approval-answered', gate: string) {
  return events.findLast((each) => each.event === name && each.gate === gate);
}

/** The task in which the question is asked: the runbook's run, or the first deployment of the gate. */
function taskOf({ plan, state }: RunRecord, gate: PlannedGate): string | null {
  if (gate.through === 'runbook') return state.gates[gate.id]?.taskId ?? null;
  const stops = plan.stops.filter((stop) => stop.gates.includes(gate.id));
  return stops.map((stop) => state.stops[stop.id]?.taskId ?? null).find((taskId) => taskId !== null) ?? null;
}
