import type { Plan, PlannedGate, PlannedStop } from '../plan/plan.ts';
import type { RunEvent, TaskEvent } from '../run/event.ts';
import { account, requester } from './friday.ts';

/** What a journal shows to have been broken: read from the events alone, without the engine's own judgement. */
export function brokenLaws(plan: Plan, journal: readonly RunEvent[]): readonly string[] {
  return journal.flatMap((event, index): string[] => {
    if (event.type !== 'intent' || event.subject.kind !== 'deployment') return [];
    const stop = plan.stops.find((each) => each.id === (event.subject.kind === 'deployment' ? event.subject.id : ''));
    if (!stop) return [`intent for no stop: ${event.subject.id}`];
    const before = journal.slice(0, index);
    const first = !before.some((each) => each.type === 'intent' && each.subject.id === stop.id);
    return [
      ...plan.stops
        .filter((other) => comesBefore(plan, other, stop) && !succeeded(plan, other, before))
        .map((other) => `${stop.id} was sent before ${other.id} had succeeded`),
      ...plan.gates
        .filter((gate) => gate.through === 'runbook' && stop.gates.includes(gate.id) && !isOpen(gate, before))
        .map((gate) => `${stop.id} was sent while ${gate.id} was shut`),
      ...(first ? troubles(plan, before).map((trouble) => `${stop.id} was sent after ${trouble}`) : []),
    ];
  });
}

function comesBefore(plan: Plan, other: PlannedStop, stop: PlannedStop): boolean {
  const place = (each: PlannedStop) => plan.environments.indexOf(each.environment.name);
  if (other.car === stop.car || plan.by === 'environment') {
    if (place(other) < place(stop)) return true;
  }
  const after = plan.cars.find((car) => car.id === stop.car)?.after ?? [];
  return after.includes(other.car) && (plan.by === 'car' || place(other) === place(stop));
}

function succeeded(plan: Plan, stop: PlannedStop, journal: readonly RunEvent[]): boolean {
  if (stop.action === 'unchanged' && !stop.verify) return true;
  const smokes = plan.cars.find((car) => car.id === stop.car)?.smoke ?? [];
  const tested = smokes.every(
    (_, index) =>
      journal.findLast(
        (event) =>
          event.type === 'smoke' && event.stop === stop.id && event.index === index && event.result === 'passed',
      ) !== undefined,
  );
  return tested && (stop.action === 'unchanged' || taskOf(stop.id, 'deployment', journal)?.state === 'Success');
}

function isOpen(gate: PlannedGate, journal: readonly RunEvent[]): boolean {
  const task = taskOf(gate.id, 'approval', journal);
  const barred = [account.id, ...(gate.notRequester ? [requester.id] : [])];
  return (
    task?.state === 'Success' &&
    task.interruptions.some(({ answer }) => answer?.result === 'Proceed' && !barred.includes(answer.personId))
  );
}

function troubles(plan: Plan, journal: readonly RunEvent[]): readonly string[] {
  const refused = journal.filter((event) => event.type === 'refused').map((event) => `${event.subject.id} was refused`);
  const defects = journal.filter((event) => event.type === 'defect').map((event) => `a defect of ${event.stop}`);
  const failed = plan.stops
    .filter((stop) => taskOf(stop.id, 'deployment', journal)?.state === 'Failed')
    .map((stop) => `${stop.id} had failed`);
  return [...refused, ...defects, ...failed];
}

function taskOf(id: string, kind: 'deployment' | 'approval', journal: readonly RunEvent[]): TaskEvent | undefined {
  const posted = journal.find(
    (event) => event.type === 'posted' && event.subject.kind === kind && event.subject.id === id,
  );
  if (posted?.type !== 'posted') return undefined;
  return journal.findLast((event): event is TaskEvent => event.type === 'task' && event.taskId === posted.taskId);
}
