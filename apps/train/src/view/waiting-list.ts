import { type Assessment, assess, type PlannedGate, type PlannedStop } from '@octotrain/train-engine';
import type { RunRecord } from '../report/run-record.ts';
import { questionOf, stopName } from './names.ts';

/** A question that only a person can answer. */
export interface Waiting {
  /** What it is about, as people say it: `fraud-detector → Production`. */
  readonly name: string;
  /** Null: a manual step of the process that no gate of the train covers. */
  readonly gate: PlannedGate | null;
  readonly question: string;
  readonly through: 'process' | 'runbook';
  /** Approvals of the same stop, and how many of them are missing. */
  readonly approvals: { readonly all: number; readonly missing: number };
  /** Epoch ms. */
  readonly since: number;
  readonly spaceId: string;
  /** Null until the server has been seen to ask. */
  readonly taskId: string | null;
}

/** What waits for a person, the furthest along the path first. */
export function waitingList(record: RunRecord): readonly Waiting[] {
  const { plan, state } = record;
  const view = assess(plan, state);
  const depth = (stop: PlannedStop): number =>
    plan.environments.findIndex((name) => name.toLowerCase() === stop.environment.name.toLowerCase());
  const stops = plan.stops
    .filter((stop) => view.stops[stop.id]?.status === 'waiting')
    .toSorted((a, b) => depth(b) - depth(a));
  const byTask = new Map<string, Waiting>();
  for (const stop of stops) {
    for (const waiting of waitingOf(record, view, stop)) byTask.set(waiting.taskId ?? waiting.name, waiting);
  }
  return [...byTask.values()];
}

function waitingOf(record: RunRecord, view: Assessment, stop: PlannedStop): readonly Waiting[] {
  const { plan, state } = record;
  const gates = plan.gates.filter((gate) => stop.gates.includes(gate.id));
  const missing = gates.filter((gate) => view.gates[gate.id]?.is !== 'open').length;
  const approvals = { all: gates.length, missing };
  const own = state.stops[stop.id]?.taskId ?? null;
  if (own === null) {
    return gates
      .filter((gate) => gate.through === 'runbook' && view.gates[gate.id]?.is !== 'open')
      .map((gate) => {
        const taskId = state.gates[gate.id]?.taskId ?? null;
        const spaceId = plan.approvals?.space.id ?? '';
        const question = questionOf(plan, gate);
        // All tenants of the car wait at the same question.
        const name = stopName({ ...stop, tenant: null });
        const since = sinceWhen(record, gate.id, taskId);
        return { name, gate, question, through: 'runbook', approvals, since, spaceId, taskId };
      });
  }
  const spaceId = plan.cars.find((car) => car.id === stop.car)?.space.id ?? '';
  const pending = (state.tasks[own]?.interruptions ?? []).filter((each) => each.pending);
  return pending.map(({ title, teamIds }) => {
    const gate = gates.find((each) => each.through === 'process' && teamIds.includes(each.team.id)) ?? null;
    const since = sinceWhen(record, gate?.id ?? null, own);
    const question = gate?.step ?? title;
    return { name: stopName(stop), gate, question, through: 'process', approvals, since, spaceId, taskId: own };
  });
}

/** When the question was first seen; the start of its task where the story does not say. */
function sinceWhen({ state, events }: RunRecord, gate: string | null, taskId: string | null): number {
  const asked = events.findLast((each) => each.event === 'approval-asked' && each.gate === gate);
  if (asked) return Date.parse(asked.time);
  return (taskId === null ? undefined : state.tasks[taskId]?.since) ?? state.now;
}
