import type { Patch } from '../../support/bundle.ts';

/** A bug that somebody could make, and the rules of which one must catch it. */
export interface Mutant {
  readonly name: string;
  /** What goes wrong, in a sentence. */
  readonly what: string;
  readonly rules: readonly string[];
  readonly patches: readonly Patch[];
}

const engine = 'packages/train-engine/src';
const shell = 'apps/train/src';

function mutant(name: string, rules: readonly string[], what: string, ...patches: readonly Patch[]): Mutant {
  return { name, what, rules, patches };
}

function patch(file: string, find: string, replace: string): Patch {
  return { file, find, replace };
}

/** Planted one at a time; the sources themselves know nothing of them. */
export const mutants: readonly Mutant[] = [
  mutant(
    'order',
    ['order'],
    'a car leaves although those before it have not arrived',
    patch(`${engine}/run/assess.ts`, 'const due = isDue(plan, stop, ends) && (', 'const due = ('),
  ),
  mutant(
    'gate-ignored',
    ['gate'],
    'a deployment does not wait for its approval',
    patch(`${engine}/run/assess.ts`, "id in state.gates && gates[id]?.is !== 'open'", 'id in state.gates && false'),
  ),
  mutant(
    'duplicate-after-lost-answer',
    ['once', 'automatic'],
    'what may be there is posted again without a look',
    patch(
      `${shell}/server/ensure-posted.ts`,
      "if (before.is !== 'none') return",
      "if (before.is !== 'none' && !effect.mayPost) return",
    ),
  ),
  mutant(
    'wrong-tenant',
    // Who was passed over is missed as soon as the next environment is reached.
    ['tenants', 'order'],
    "a tenant's deployment is made for another",
    patch(
      `${shell}/server/deployments.ts`,
      '...(tenant ? { TenantId: tenant.id } : {}),',
      '...(tenant ? { TenantId: session.plan.stops.findLast((each) => each.car === car.id && each.tenant)?.tenant?.id } : {}),',
    ),
  ),
  mutant(
    'requester-approves',
    ['gate', 'order'],
    'whoever asked for the train may approve it',
    patch(
      `${engine}/run/gate-status.ts`,
      'if (gate.notRequester && answer.personId',
      "if (gate.id === '' && answer.personId",
    ),
  ),
  mutant(
    'adopts-forged-token',
    ['adopted'],
    'a deployment of somebody else with a copied token is taken for its own',
    patch(`${engine}/run/match.ts`, 'candidate.createdById !== wanted.accountId', "candidate.createdById === ''"),
  ),
  mutant(
    'lock-not-rechecked',
    ['lease', 'halted'],
    'the lease is not asked for before a write',
    patch(
      `${shell}/run/leg.ts`,
      'const api = surroundings.guarded(() => requireLease(lease));\n  const hands',
      'const api = surroundings.guarded(async () => undefined);\n  const hands',
    ),
  ),
  mutant(
    'automatic-posted-twice',
    ['automatic'],
    'a deployment that the server makes by itself is not waited for',
    patch(
      `${engine}/run/decide.ts`,
      'settled(state, own, wakes) && mayCome <= state.now &&',
      'settled(state, own, wakes) &&',
    ),
  ),
  mutant(
    'settle-skipped',
    ['once', 'automatic'],
    'a lost answer is given no time to show up',
    patch(`${engine}/run/decide.ts`, 'const at = sentAt + state.settings.settleMs;', 'const at = sentAt;'),
  ),
  mutant(
    'clock-going-back',
    ['good-end', 'not-stuck', 'once'],
    'a run goes on at an earlier time than its journal knows',
    patch(`${shell}/run/clock.ts`, 'return behind === 0 ? clock :', 'return behind >= 0 ? clock :'),
  ),
  mutant(
    'goes-on-after-failure',
    ['halt', 'order'],
    'a train that failed starts more',
    patch(`${engine}/run/assess.ts`, 'const halted = [...ends.values()].some(', 'const halted = [].some('),
  ),
  mutant(
    'failed-retried',
    ['never-retried', 'once', 'halt'],
    'a failed deployment is tried again although nobody said so',
    patch(
      `${engine}/run/decide.ts`,
      "  if (seen.status === 'verifying') return smokeEffects(plan, state, stop, wakes);",
      `  if (seen.status === 'failed' && own.id !== null && !stop.automatic)
    return [{ id: 'again/' + stop.id, kind: 'ensure-deployment', stop: stop.id, try: own.try + 1, mayPost: true, automatic: false }];
  if (seen.status === 'verifying') return smokeEffects(plan, state, stop, wakes);`,
    ),
  ),
  mutant(
    'higher-not-compared',
    ['plan'],
    'a car that goes only when its version is higher always goes',
    patch(
      `${engine}/plan/plan-moves.ts`,
      "? 'deploy' : 'unchanged';\n  return current",
      "? 'deploy' : 'deploy';\n  return current",
    ),
  ),
  mutant(
    'too-many-at-once',
    ['parallel'],
    'more cars go side by side than the train allows',
    patch(`${engine}/run/assess.ts`, 'active.size < plan.maxParallel', 'active.size >= 0'),
  ),
  mutant(
    'smoke-ignored',
    ['order'],
    'a failed smoke test counts as passed',
    patch(
      `${engine}/run/verdict.ts`,
      "if (seen.result === 'passed') continue;",
      "if (seen.result !== 'inconclusive') continue;",
    ),
  ),
  mutant(
    'defect-not-reported',
    ['defect'],
    'a failed smoke test is no defect of its release',
    patch(
      `${shell}/server/defects.ts`,
      'if (!data.Items.some((defect) => defect.Description.includes(mark))) {',
      'if (data.Items.length > 99) {',
    ),
  ),
  mutant(
    'blind-and-hasty',
    ['once'],
    'a machine without the journal posts before what was sent has had its time',
    patch(
      `${engine}/run/decide.ts`,
      'Math.max(posting.intentAt ?? never, state.blindSince ?? never)',
      'posting.intentAt ?? never',
    ),
  ),
  mutant(
    'intent-not-on-disk',
    ['intent', 'once'],
    'a request is sent before its intent is on the disk',
    patch(`${shell}/run/session.ts`, 'return journal.durable();', 'return journal.head();'),
  ),
  mutant(
    'takes-from-the-living',
    ['one-driver'],
    'a train is taken from a process that drives it',
    patch(`${shell}/record/key-state.ts`, "if (before) return { is: 'held', holder: before };", ''),
  ),
  mutant(
    'impatient',
    ['one-driver'],
    'a process is taken for gone after a few seconds of silence',
    patch(`${shell}/record/key-state.ts`, 'expiresAfterMs = 15 * 60_000', 'expiresAfterMs = 5_000'),
  ),
  mutant(
    'halt-ignored',
    ['halted'],
    'a halted train goes on',
    patch(`${shell}/record/key-state.ts`, "return state.halted ? 'halted' : 'mine';", "return 'mine';"),
  ),
  mutant(
    'record-not-kept',
    ['record'],
    'a run is not kept on the server before it moves',
    patch(`${shell}/run/leg.ts`, 'if (!record) return;', 'if (record !== undefined) return;'),
  ),
  mutant(
    'duplicate-not-told',
    ['duplicate-told'],
    'of two with one token nobody hears',
    patch(
      `${shell}/server/duplicates.ts`,
      "seen.push({ type: 'duplicate', subject, id: each.id, taskId: each.taskId, cancelled, at: deps.at() });",
      '',
    ),
  ),
  mutant(
    'leaves-things-running',
    ['tidy'],
    'a train that failed ends while its other cars are still on their way',
    patch(
      `${shell}/run/tick.ts`,
      "if (decision.standing === 'finished' && !session.state().finished) {",
      "if ((decision.standing === 'finished' || session.view().halted) && !session.state().finished) {",
    ),
  ),
  mutant(
    'another-release',
    ['release'],
    'a release of another version is made',
    patch(`${shell}/server/releases.ts`, 'ReleaseVersion: car.version,', "ReleaseVersion: '9.9.9',"),
  ),
  mutant(
    'approves-itself',
    ['never-answers'],
    'the train takes its own questions',
    patch(
      `${shell}/server/tasks.ts`,
      '  const own = data.Items.filter((each) => each.TaskId === task.Id).reverse();',
      `  const own = data.Items.filter((each) => each.TaskId === task.Id).reverse();
  for (const each of own.filter(({ IsPending }) => IsPending))
    await deps.api.PUT('/api/{spaceId}/interruptions/{id}/responsible', { params: { path: { ...path, id: each.Id } } });`,
    ),
  ),
];
