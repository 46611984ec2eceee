import type { Plan } from '../plan/plan.ts';
import type { Effect } from '../run/effect.ts';
import type { RunEvent } from '../run/event.ts';
import { matchPosting, type Wanted } from '../run/match.ts';
import type { RunState } from '../run/state.ts';
import { writeComment } from '../token.ts';
import type { Clock } from './clock.ts';
import { account } from './friday.ts';
import type { SimulatedServer } from './simulated-server.ts';

interface Performing {
  plan: Plan;
  server: SimulatedServer;
  clock: Clock;
  effect: Effect;
  state: RunState;
}

/** Performs one effect as a shell would; the events come one by one, so that it can be killed between what it does and what it writes down. */
export function* perform({ plan, server, clock, effect, state }: Performing): Generator<RunEvent> {
  const at = clock.now();
  switch (effect.kind) {
    case 'ensure-release': {
      const found = server.release(effect.car);
      if (found) {
        yield { type: 'release', car: effect.car, releaseId: found, created: false, at };
        return;
      }
      if (!effect.mayCreate) return;
      yield { type: 'intent', subject: { kind: 'release', id: effect.car }, try: 1, at };
      const releaseId = server.createRelease(effect.car) === 'made' ? server.release(effect.car) : null;
      if (releaseId) yield { type: 'release', car: effect.car, releaseId, created: true, at };
      return;
    }
    case 'ensure-deployment':
    case 'ensure-approval':
      yield* ensure({ plan, server, clock, state, effect });
      return;
    case 'look-again': {
      const { id, kind } = effect.of;
      const looking = { id: effect.id, try: effect.try, mayPost: false };
      yield* ensure({
        plan,
        server,
        clock,
        state,
        effect:
          kind === 'deployment'
            ? { ...looking, kind: 'ensure-deployment', stop: id, automatic: false }
            : { ...looking, kind: 'ensure-approval', gate: id },
      });
      yield { type: 'looked', subject: effect.of, at };
      return;
    }
    case 'observe':
      for (const { taskId } of effect.tasks) {
        const task = server.task(taskId);
        if (task) yield { type: 'task', ...task, at };
      }
      return;
    case 'smoke': {
      const result = server.smoke(effect.stop, effect.index);
      yield { type: 'smoke', stop: effect.stop, index: effect.index, result, detail: result, at };
      return;
    }
    case 'report-defect':
      yield { type: 'defect', stop: effect.stop, reported: true, message: effect.detail, at };
      return;
    case 'cancel-task':
      server.cancel(effect.taskId);
      yield { type: 'cancel', taskId: effect.taskId, why: effect.why, at };
      return;
    case 'find-added':
      for (const id of effect.ids) {
        const added = plan.added.find((each) => each.id === id);
        const found = server
          .candidates()
          .find(
            (each) =>
              each.environmentId === added?.environment.id &&
              each.tenantId === (added.tenant?.id ?? null) &&
              each.of === server.release(effect.car),
          );
        if (found) yield { type: 'added', id, deploymentId: found.id, taskId: found.taskId, at };
      }
  }
}

function* ensure({
  plan,
  server,
  clock,
  effect,
  state,
}: Performing & { effect: Extract<Effect, { kind: 'ensure-deployment' | 'ensure-approval' }> }): Generator<RunEvent> {
  const at = clock.now();
  const stop = effect.kind === 'ensure-deployment' ? plan.stops.find((each) => each.id === effect.stop) : undefined;
  const gate = effect.kind === 'ensure-approval' ? plan.gates.find((each) => each.id === effect.gate) : undefined;
  const subject = { kind: stop ? ('deployment' as const) : ('approval' as const), id: stop?.id ?? gate?.id ?? '' };
  const { run, planHash } = state;
  const wanted: Wanted = {
    run,
    planHash,
    car: stop?.car ?? gate?.id ?? '',
    try: effect.try,
    of: (stop ? server.release(stop.car) : plan.approvals?.runbook.id) ?? '',
    environmentId: stop?.environment.id ?? plan.approvals?.environments[gate?.environment.name ?? ''] ?? '',
    tenantId: stop?.tenant?.id ?? null,
    accountId: account.id,
    automatic: effect.kind === 'ensure-deployment' && effect.automatic,
  };
  const match = matchPosting(wanted, server.candidates());
  if (match.is === 'foreign') {
    yield { type: 'foreign', subject, id: match.candidate.id, reason: match.reason, at };
    return;
  }
  if (match.is === 'found') {
    const { id, taskId } = match.candidate;
    yield { type: 'posted', subject, id, taskId, source: match.source, at };
    for (const extra of match.extra) {
      yield { type: 'duplicate', subject, id: extra.id, taskId: extra.taskId, cancelled: false, at };
    }
    return;
  }
  if (!effect.mayPost) return;
  yield { type: 'intent', subject, try: effect.try, at };
  const token = { run, car: wanted.car, try: effect.try, plan: planHash, by: plan.requester.username, head: '0' };
  const comments = writeComment('Release train friday', token);
  const answer = stop
    ? server.postDeployment(stop, comments)
    : gate
      ? server.postApproval(gate, comments)
      : { is: 'lost' as const };
  if (answer.is === 'not-sent') yield { type: 'not-sent', subject, at };
  if (answer.is === 'refused') yield { type: 'refused', subject, message: 'the server said no', at };
  if (answer.is === 'made') {
    const { id, taskId } = answer.candidate;
    yield { type: 'posted', subject, id, taskId, source: 'created', at };
  }
}
