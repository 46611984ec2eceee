import { coloursFor } from '@octotrain/command-line';
import {
  type Effect,
  loadTrain,
  makePlan,
  narrate,
  type Observed,
  type ObservedCar,
  type Plan,
  type RunEvent,
  type RunState,
  type Standing,
  step,
  type TrainEvent,
} from '@octotrain/train-engine';
import type { RunRecord } from '../report/run-record.ts';
import type { Look } from './look.ts';

export const runId = 'friday-20261123-k4t9qz';
export const planHash = '7f3a91c2d4e5';
const startedAt = Date.parse('2026-11-23T14:00:00Z');

/** A look without colours. */
export function plainLook(columns = 100, change: Partial<Look> = {}): Look {
  return {
    columns,
    colours: coloursFor({ isTTY: false, write() {} }, {}),
    timeZone: 'UTC',
    webUrl: 'https://finpay.example/',
    flags: [],
    rehearsed: false,
    ...change,
  };
}

const fridayFile = `
version: 1
train: friday
description: Refund flow, fraud model and Acme's portal
environments: [Development, Staging, Production]
clusters: { Development: kind-finpay-dev, Staging: kind-finpay-dev, Production: kind-finpay-prod }
cars:
  - project: Payments/payments-api
    release: { version: 1.1.0, create: ifMissing }
    smoke:
      - step: Smoke Test
      - http: { service: payments-api, path: /, status: 200 }
  - project: Payments/fraud-detector
    release: { version: 1.1.0, create: ifMissing }
    after: payments-api
  - project: Merchants/merchant-portal
    release: { version: 1.1.0, create: ifMissing }
    tenants: { include: [Acme Corp] }
    after: fraud-detector
gates:
  Production:
    - approval: { teams: [Risk Team], notRequester: true }
onFailure: stop
`;

const environments = [
  { id: 'Environments-1', name: 'Development' },
  { id: 'Environments-2', name: 'Staging' },
  { id: 'Environments-3', name: 'Production' },
];
const person = (number: number, username: string, displayName: string) => ({
  id: `Users-${number}`,
  username,
  displayName,
});
export const alex = person(1, 'alex.rivera', 'Alex Rivera');
const marcus = person(2, 'marcus.webb', 'Marcus Webb');
const tenants = [
  { id: 'Tenants-1', name: 'Acme Corp', environmentIds: environments.map(({ id }) => id) },
  { id: 'Tenants-2', name: 'EuroShop', environmentIds: environments.map(({ id }) => id) },
];

function observedCar(space: string, number: number, name: string, change: Partial<ObservedCar> = {}): ObservedCar {
  const tenantIds = change.tenancy === 'TenantedOrUntenanted' ? [null, ...tenants.map(({ id }) => id)] : [null];
  return {
    space: { id: space === 'Payments' ? 'Spaces-1' : 'Spaces-2', name: space },
    project: { id: `Projects-${number}`, name },
    disabled: false,
    tenancy: 'Untenanted',
    environments,
    lifecycle: {
      name: 'Standard',
      phases: environments.map(({ id, name: phase }, at) => ({
        name: phase,
        automatic: at === 0 ? [id] : [],
        optional: at === 0 ? [] : [id],
        minimum: 0,
        isOptional: false,
      })),
    },
    tenants: change.tenancy === 'TenantedOrUntenanted' ? tenants : [],
    tenantNames: tenants.map((tenant) => tenant.name),
    release: null,
    current: environments.flatMap(({ id: environmentId }, at) =>
      tenantIds.map((tenantId) => ({
        environmentId,
        tenantId,
        version: '1.0.0',
        taskId: `ServerTasks-${number}${at}`,
        disturbed: false,
      })),
    ),
    manualSteps: [],
    stepNames: ['Deploy', 'Smoke Test'],
    namespaces: {},
    ...change,
  };
}

/** What the server says on Friday morning. */
function fridayObserved(cars: Observed['cars'] = {}): Observed {
  const approval = { name: 'Risk Team Approval', environmentIds: ['Environments-3'], excludedEnvironmentIds: [] };
  return {
    account: person(9, 'friday-train', 'Friday Train'),
    requester: alex,
    spaces: [
      { id: 'Spaces-1', name: 'Payments' },
      { id: 'Spaces-2', name: 'Merchants' },
    ],
    cars: {
      'payments-api': observedCar('Payments', 1, 'payments-api', {
        manualSteps: [{ ...approval, teamIds: ['Teams-7'] }],
      }),
      'fraud-detector': observedCar('Payments', 2, 'fraud-detector'),
      'merchant-portal': observedCar('Merchants', 3, 'merchant-portal', { tenancy: 'TenantedOrUntenanted' }),
      ...cars,
    },
    projects: { Payments: ['payments-api', 'fraud-detector'], Merchants: ['merchant-portal', 'kyc-service'] },
    teams: [{ id: 'Teams-7', name: 'Risk Team', memberIds: [alex.id, marcus.id], spaceId: null }],
    approvals: {
      space: { id: 'Spaces-3', name: 'Platform' },
      project: { id: 'Projects-9', name: 'Release Trains' },
      runbook: { id: 'Runbooks-1', name: 'Train Approval' },
      snapshotId: 'RunbookSnapshots-1',
      environments: Object.fromEntries(environments.map(({ id, name }) => [name, id])),
      teams: ['Risk Team'],
    },
    record: {
      space: { id: 'Spaces-3', name: 'Platform' },
      project: { id: 'Projects-9', name: 'Release Trains' },
      variableSetId: 'variableset-Projects-9',
    },
    contexts: ['kind-finpay-dev', 'kind-finpay-prod'],
  };
}

/** Friday's plan, from its file and the server's answers. `edit` changes the file first. */
export function fridayPlan(edit: (file: string) => string = (file) => file, cars: Observed['cars'] = {}): Plan {
  const loaded = loadTrain({ text: edit(fridayFile), file: 'friday.yaml' });
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => problem.message).join('\n'));
  const planning = makePlan(loaded.value, fridayObserved(cars));
  if (!planning.ok) throw new Error(planning.faults.map((fault) => fault.message).join('\n'));
  return planning.plan;
}

/** The second run of the same train: everything stands already. */
export function standingPlan(): Plan {
  const plan = fridayPlan();
  const stops = plan.stops.map((stop) => ({ ...stop, from: '1.1.0', action: 'unchanged' as const, gates: [] }));
  return { ...plan, stops, gates: [], added: [], warnings: [] };
}

export interface World {
  /** How many questions a person answers before nobody is there any more. */
  readonly answers?: number;
  readonly answer?: { readonly result: 'Proceed' | 'Abort'; readonly notes: string | null };
  /** Words for a smoke test that does not pass. */
  readonly smoke?: (
    effect: Extract<Effect, { kind: 'smoke' }>,
  ) => { result: 'failed' | 'inconclusive'; detail: string } | null;
  /** Error message of a stop's task. */
  readonly taskFails?: (stop: string) => string | null;
  readonly plan?: Plan;
}

/** Plays a run against a small model of a server, a second at a time, until only people or nothing can bring it on. */
export function play(world: World = {}): RunRecord & { readonly standing: Standing } {
  const plan = world.plan ?? fridayPlan();
  const events: TrainEvent[] = [];
  const tasks = new Map<string, { of: string; since: number; answeredAt: number | null }>();
  let state: RunState | null = null;
  let at = startedAt;
  let answersLeft = world.answers ?? 0;
  function hear(event: RunEvent): void {
    const next: RunState = step(plan, state, event).state;
    for (const body of narrate(plan, state, next, event))
      events.push({
        schema: 1,
        seq: events.length + 1,
        time: new Date(event.at).toISOString(),
        run: runId,
        ...body,
      });
    state = next;
  }
  function newTask(of: string): { id: string; taskId: string } {
    const number = 801 + tasks.size;
    tasks.set(`ServerTasks-${number}`, { of, since: at, answeredAt: null });
    return { id: `Deployments-${number}`, taskId: `ServerTasks-${number}` };
  }
  function seeTask(taskId: string): RunEvent {
    const task = tasks.get(taskId) ?? { of: '', since: at, answeredAt: null };
    const [car, environment] = task.of.split('/');
    const asks = plan.gates.find(
      (gate) => gate.id === task.of || (gate.step && gate.car === car && gate.environment.name === environment),
    );
    if (asks && task.answeredAt === null && at >= task.since + 2_000 && answersLeft > 0) {
      answersLeft -= 1;
      task.answeredAt = at;
    }
    const runsSince = asks ? task.answeredAt : task.since;
    const over = runsSince !== null && at >= runsSince + 3_000;
    const message = world.taskFails?.(task.of) ?? null;
    const answer = task.answeredAt === null ? null : (world.answer ?? { result: 'Proceed' as const, notes: 'checked' });
    const no = answer?.result === 'Abort' || message !== null;
    return {
      type: 'task',
      taskId,
      state: over ? (no ? 'Failed' : 'Success') : runsSince === null ? 'Queued' : 'Executing',
      startedAt: new Date(task.since).toISOString(),
      completedAt: over ? new Date(at).toISOString() : null,
      errorMessage: over ? message : null,
      interruptions: asks
        ? [
            {
              id: `Interruptions-${taskId.slice(12)}`,
              kind: 'ManualIntervention',
              title: asks.step ?? 'Risk Team',
              teamIds: [asks.team.id],
              pending: answer === null,
              answer: answer && { ...answer, personId: marcus.id, person: marcus.displayName },
            },
          ]
        : [],
      at,
    };
  }
  function post(subject: Extract<RunEvent, { type: 'posted' }>['subject'], source: 'server' | 'created'): void {
    hear({ type: 'posted', subject, ...newTask(subject.id), source, at });
    hear({ type: 'looked', subject, at });
  }
  function perform(effect: Effect): void {
    if (effect.kind === 'ensure-release')
      hear({ type: 'release', car: effect.car, releaseId: `Releases-${effect.car}`, created: true, at });
    if (effect.kind === 'ensure-deployment')
      post({ kind: 'deployment', id: effect.stop }, effect.automatic ? 'server' : 'created');
    if (effect.kind === 'ensure-approval') post({ kind: 'approval', id: effect.gate }, 'created');
    if (effect.kind === 'observe') for (const { taskId } of effect.tasks) hear(seeTask(taskId));
    if (effect.kind === 'smoke') {
      const told = world.smoke?.(effect);
      const detail = effect.smoke.kind === 'http' ? 'http 200 in 4 ms' : 'step Smoke Test succeeded';
      hear({ type: 'smoke', stop: effect.stop, index: effect.index, result: 'passed', detail, ...told, at });
    }
    if (effect.kind === 'report-defect') hear({ type: 'defect', stop: effect.stop, reported: true, message: '', at });
    if (effect.kind === 'cancel-task') hear({ type: 'cancel', taskId: effect.taskId, why: effect.why, at });
    if (effect.kind === 'find-added')
      for (const id of effect.ids) {
        const { id: deploymentId, taskId } = newTask(id);
        hear({ type: 'added', id, deploymentId, taskId, at });
      }
  }
  hear({
    type: 'started',
    run: runId,
    planHash,
    settings: { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 1_000 },
    at,
  });
  for (;;) {
    if (!state) throw new Error('the run did not start');
    const { effects, standing } = step(plan, state, { type: 'time', at });
    if (standing === 'finished') {
      const failed = events.some(
        (event) => event.event === 'stop' && (event.state === 'failed' || event.state === 'rejected'),
      );
      hear({ type: 'finished', outcome: failed ? 'failed' : 'done', at });
      return { plan, state, events, standing };
    }
    const answered = [...tasks.values()].some((task) => task.answeredAt !== null && at <= task.answeredAt + 4_000);
    if (standing !== 'moving' && answersLeft === 0 && !answered) return { plan, state, events, standing };
    for (const effect of effects) perform(effect);
    at += 1_000;
    if (at > startedAt + 3_600_000) throw new Error('the run went on for an hour');
  }
}
