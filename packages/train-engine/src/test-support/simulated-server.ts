import type { Plan, PlannedGate, PlannedStop } from '../plan/plan.ts';
import type { SmokeResult, Subject, TaskEvent } from '../run/event.ts';
import type { Candidate } from '../run/match.ts';
import type { Clock } from './clock.ts';
import { account } from './friday.ts';
import { answered, proceed, type Script, type Sending } from './script.ts';
import { type SimulatedTask, taskAt } from './simulated-task.ts';

/** A post as the server saw it, for the laws. */
interface Posted {
  readonly subject: string;
  readonly at: number;
  readonly candidate: Candidate;
}

type Answered =
  | { readonly is: 'made'; readonly candidate: Candidate }
  | { readonly is: 'lost' }
  | { readonly is: 'not-sent' }
  | { readonly is: 'refused' };

export interface SimulatedServer {
  release(car: string): string | null;
  createRelease(car: string): 'made' | 'lost';
  /** Deployments and runbook runs that can be seen now. */
  candidates(): readonly Candidate[];
  postDeployment(stop: PlannedStop, comments: string): Answered;
  postApproval(gate: PlannedGate, comments: string): Answered;
  task(taskId: string): Omit<TaskEvent, 'type' | 'at'> | undefined;
  cancel(taskId: string): void;
  smoke(stop: string, index: number): SmokeResult;
  /** The results that smoke tests gave, in order. */
  readonly smoked: Map<string, SmokeResult[]>;
  /** Everything that a train posted, whether its answer arrived or not. */
  readonly posts: Posted[];
}

/** An Octopus server in memory, as far as a train sees one: its future is the script, its time the clock. */
export function createServer(options: { plan: Plan; clock: Clock; script?: Script }): SimulatedServer {
  const { plan, clock, script = {} } = options;
  const releases = new Map<string, string>();
  const made: (Candidate & { readonly seenAt: number })[] = [];
  const tasks = new Map<string, SimulatedTask>();
  const sent = new Map<string, number>();
  const smoked = new Map<string, SmokeResult[]>();
  const posts: Posted[] = [];
  for (const car of plan.cars) if (car.releaseId) releases.set(car.id, car.releaseId);

  function sendingOf(subject: string): Sending {
    const number = sent.get(subject) ?? 0;
    sent.set(subject, number + 1);
    return script.sendings?.[subject]?.[number] ?? answered;
  }

  function make(candidate: Omit<Candidate, 'id' | 'taskId'>, key: string, kind: string, afterMs: number): Candidate {
    const number = made.length + 1;
    const taskId = `ServerTasks-${number}`;
    const whole = { ...candidate, id: `${kind}-${number}`, taskId };
    made.push({ ...whole, seenAt: clock.now() + afterMs });
    tasks.set(taskId, {
      id: taskId,
      madeAt: clock.now() + afterMs,
      workMs: script.workMs?.[key] ?? 4_000,
      fails: script.failing?.includes(key) ?? false,
      asks: asksOf(plan, script, key),
      cancelledAt: null,
    });
    return whole;
  }

  function post(subject: Subject, key: string, candidate: Omit<Candidate, 'id' | 'taskId'>): Answered {
    const name = `${subject.kind} ${subject.id}`;
    const sending = sendingOf(name);
    if (sending.is === 'not-sent' || sending.is === 'refused') return { is: sending.is };
    if (sending.is === 'lost' && sending.landsAfterMs === null) return { is: 'lost' };
    const afterMs = sending.is === 'lost' ? (sending.landsAfterMs ?? 0) : 0;
    const whole = make(candidate, key, subject.kind === 'approval' ? 'RunbookRuns' : 'Deployments', afterMs);
    posts.push({ subject: name, at: clock.now(), candidate: whole });
    return sending.is === 'lost' ? { is: 'lost' } : { is: 'made', candidate: whole };
  }

  function deployAutomatically(car: string): void {
    const { automaticAfterMs = 2_000 } = script;
    if (automaticAfterMs === null) return;
    const stops = plan.stops.filter((stop) => stop.car === car && stop.automatic);
    for (const place of [...stops, ...plan.added.filter((each) => each.car === car)]) {
      make(
        {
          comments: null,
          of: releases.get(car) ?? '',
          environmentId: place.environment.id,
          tenantId: place.tenant?.id ?? null,
          createdById: account.id,
        },
        place.id,
        'Deployments',
        automaticAfterMs,
      );
    }
  }

  return {
    release: (car) => releases.get(car) ?? null,
    createRelease(car) {
      const sending = sendingOf(`release ${car}`);
      if (sending.is !== 'lost' || sending.landsAfterMs !== null) {
        if (releases.has(car)) throw new Error(`release of ${car} made twice`);
        releases.set(car, `Releases-${car}`);
        deployAutomatically(car);
      }
      return sending.is === 'lost' ? 'lost' : 'made';
    },
    candidates: () => made.filter((each) => each.seenAt <= clock.now()).map(({ seenAt: _, ...each }) => each),
    postDeployment: (stop, comments) =>
      post({ kind: 'deployment', id: stop.id }, stop.id, {
        comments,
        of: releases.get(stop.car) ?? '',
        environmentId: stop.environment.id,
        tenantId: stop.tenant?.id ?? null,
        createdById: account.id,
      }),
    postApproval: (gate, comments) =>
      post({ kind: 'approval', id: gate.id }, gate.id, {
        comments,
        of: plan.approvals?.runbook.id ?? '',
        environmentId: plan.approvals?.environments[gate.environment.name] ?? '',
        tenantId: null,
        createdById: account.id,
      }),
    task(taskId) {
      const task = tasks.get(taskId);
      return task && task.madeAt <= clock.now() ? taskAt(task, clock.now()) : undefined;
    },
    cancel(taskId) {
      const task = tasks.get(taskId);
      if (task) task.cancelledAt ??= clock.now();
    },
    smoke(stop, index) {
      const key = `${stop}#${index}`;
      const results = smoked.get(key) ?? [];
      const scripted = script.smoke?.[key] ?? ['passed'];
      const result = scripted[results.length] ?? scripted.at(-1) ?? 'passed';
      smoked.set(key, [...results, result]);
      return result;
    },
    smoked,
    posts,
  };
}

/** Whom the task of a stop or gate asks. */
function asksOf(plan: Plan, script: Script, key: string): SimulatedTask['asks'] {
  const stop = plan.stops.find((each) => each.id === key);
  const gate = plan.gates.find((each) =>
    stop ? each.through === 'process' && stop.gates.includes(each.id) : each.id === key,
  );
  if (!gate) return null;
  return { teamId: gate.team.id, answer: script.answers?.[key] ?? script.answers?.[gate.id] ?? proceed };
}
