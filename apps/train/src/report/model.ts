import {
  type Assessment,
  assess,
  decide,
  type Plan,
  type RunState,
  type StopStatus,
  smokeName,
} from '@octotrain/train-engine';
import { taskLink } from '../view/links.ts';
import { stopName, versionOf } from '../view/names.ts';
import { approvalOf } from './approvals.ts';
import type { Report, ReportAddition, ReportPlace, ReportSmoke, ReportStop, ReportTask } from './report.ts';
import type { RunRecord } from './run-record.ts';
import { withoutSecrets } from './without-secrets.ts';

type Stop = Plan['stops'][number];

/** What a report says of where the run was. */
export interface Whereabouts {
  /** Address of the server; null for a rehearsal's, which is nobody's but this machine's. */
  readonly server?: string | null;
  readonly rehearsal?: boolean;
  /** Address of its web pages, for links; by default the server's own. */
  readonly webUrl?: string | null;
}

/** The report of a run as it stands, from its record alone. Texts that look like keys are blotted out. */
export function reportModel(record: RunRecord, where: Whereabouts = {}): Report {
  const { rehearsal = false } = where;
  // A rehearsal's server has no web pages, and its address means nothing tomorrow.
  const server = rehearsal ? null : (where.server ?? null);
  const webUrl = where.webUrl ?? server;
  const { plan, state } = record;
  const view = assess(plan, state);
  const stops = plan.stops.map((stop, index) => stopOf({ record, view, stop, number: index + 1, webUrl }));
  const added = plan.added.flatMap((each) => additionOf(record, each, webUrl));
  const approvals = plan.gates.map((gate) => approvalOf({ record, view, gate, webUrl }));
  const endedAt = state.finished?.at ?? null;
  const counted = (...states: StopStatus[]): number => stops.filter((stop) => states.includes(stop.state)).length;
  return withoutSecrets({
    schema: 1,
    run: state.run,
    train: plan.train,
    description: plan.description,
    planHash: state.planHash,
    server,
    rehearsal,
    requester: { username: plan.requester.username, displayName: plan.requester.displayName },
    account: { username: plan.account.username, displayName: plan.account.displayName },
    startedAt: iso(state.startedAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    durationMs: (endedAt ?? state.now) - state.startedAt,
    outcome: outcomeOf(plan, state, view),
    stops,
    added,
    approvals,
    defects: plan.stops.flatMap((stop) => {
      const defect = state.stops[stop.id]?.defect;
      return defect ? [{ ...placeOf(plan, stop), version: versionOf(plan, stop.car), ...defect }] : [];
    }),
    duplicates: state.duplicates,
    notStarted: plan.stops.flatMap((stop) => {
      const seen = view.stops[stop.id];
      if (seen?.status !== 'skipped' && seen?.status !== 'pending') return [];
      return [{ name: stopName(stop), why: seen.reason ?? 'its turn had not come' }];
    }),
    warnings: plan.warnings,
    totals: {
      stops: stops.length,
      succeeded: counted('succeeded'),
      unchanged: counted('unchanged'),
      failures: counted('failed', 'rejected', 'unknown'),
      notStarted: counted('skipped', 'pending'),
      approvals: approvals.filter((approval) => approval.result === 'approved').length,
      deployments: stops.filter((stop) => stop.deploymentId !== null).length + added.length,
    },
  });
}

function outcomeOf(plan: Plan, state: RunState, view: Assessment): Report['outcome'] {
  if (state.finished) return state.finished.outcome;
  const { standing } = decide(plan, state, view);
  if (standing === 'waiting') return 'waiting';
  if (standing === 'stuck') return 'unknown';
  if (standing === 'finished') return view.halted ? 'failed' : 'done';
  return 'running';
}

function stopOf(options: {
  record: RunRecord;
  view: Assessment;
  stop: Stop;
  number: number;
  webUrl: string | null;
}): ReportStop {
  const { record, view, stop, number, webUrl } = options;
  const { plan, state } = record;
  const own = state.stops[stop.id];
  const seen = view.stops[stop.id];
  const car = plan.cars.find((each) => each.id === stop.car);
  const smoke = (car?.smoke ?? []).flatMap((each, index): ReportSmoke[] => {
    const result = own?.smoke[index];
    if (!result) return [];
    return [{ test: smokeName(each), result: result.result, detail: result.detail, attempts: result.attempts }];
  });
  return {
    number,
    ...placeOf(plan, stop),
    from: stop.from,
    to: stop.action === 'unchanged' ? (stop.from ?? '') : versionOf(plan, stop.car),
    state: seen?.status ?? 'pending',
    reason: seen?.reason ?? null,
    deployedBy: own?.id ? (own.source === 'server' ? 'server' : 'train') : null,
    ...taskOf({ record, car: stop.car, deploymentId: own?.id ?? null, taskId: own?.taskId ?? null, webUrl }),
    smoke,
  };
}

function additionOf(record: RunRecord, each: Plan['added'][number], webUrl: string | null): ReportAddition[] {
  const { plan, state } = record;
  const found = state.added[each.id];
  if (!found) return [];
  return [
    {
      ...placeOf(plan, each),
      version: versionOf(plan, each.car),
      taskState: state.tasks[found.taskId]?.state ?? null,
      ...taskOf({ record, car: each.car, ...found, webUrl }),
    },
  ];
}

function taskOf(options: {
  record: RunRecord;
  car: string;
  deploymentId: string | null;
  taskId: string | null;
  webUrl: string | null;
}): ReportTask {
  const { record, car, deploymentId, taskId, webUrl } = options;
  const task = taskId === null ? undefined : record.state.tasks[taskId];
  const spaceId = record.plan.cars.find((each) => each.id === car)?.space.id ?? '';
  const startedAt = task?.startedAt ?? null;
  const endedAt = task?.completedAt ?? null;
  return {
    deploymentId,
    taskId,
    link: taskId === null ? null : taskLink(webUrl, spaceId, taskId),
    startedAt,
    endedAt,
    durationMs: startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null,
  };
}

function placeOf(plan: Plan, stop: Pick<Stop, 'car' | 'environment' | 'tenant'>): ReportPlace {
  const car = plan.cars.find((each) => each.id === stop.car);
  return {
    car: stop.car,
    space: car?.space.name ?? '',
    project: car?.project.name ?? '',
    environment: stop.environment.name,
    tenant: stop.tenant?.name ?? null,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
