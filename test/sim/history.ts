import { readToken, type Token } from '@octotrain/train-engine';
import { readRunNotes } from '../../apps/train/src/record/run-release.ts';
import { account, requester, teams } from './catalogue.ts';
import { isBefore, type Place } from './expected.ts';
import { checkKey } from './key-rules.ts';
import { type Scenario, version } from './scenario.ts';
import { settings } from './settings.ts';
import type { JudgedWorld } from './world.ts';

type Store = ReturnType<JudgedWorld['server']['store']>;
export type Deployed = ReturnType<typeof deploymentsOf>[number];

/** How far the history was looked at, by the world it is of. */
const looked = new WeakMap<JudgedWorld, { deployments: number; answers: number }>();

/** Judges what is new in the server's own history, at the moment it came to be. */
export function checkHistory(world: JudgedWorld): void {
  checkKey(world);
  const store = world.server.store();
  const seen = looked.get(world) ?? { deployments: 0, answers: 0 };
  const deployments = store.all('Deployments');
  const fresh = deployments.slice(seen.deployments);
  const answers = store.all('Events').length;
  if (fresh.length === 0 && answers === seen.answers) return;
  looked.set(world, { deployments: deployments.length, answers });
  for (const event of store.all('Events').slice(seen.answers)) {
    const isAnswer = event.Category === 'InterruptionSubmitted' || event.Category === 'InterruptionResponsibilityTaken';
    if (isAnswer && event.Username === account) world.accuse('never-answers', event.Message);
  }
  for (const deployment of fresh) {
    const token = ownToken(world, deployment);
    if (token) checkPosted(world, deployment.Id, token);
  }
}

/** The token of what this run's account posted for it. */
function ownToken(world: JudgedWorld, posted: { Comments: string | null; DeployedById: string }): Token | undefined {
  const token = readToken(posted.Comments);
  return token && world.runs.has(token.run) && posted.DeployedById === world.plan.account.id ? token : undefined;
}

/** The deployments of the train's releases, by the names that the scenario uses. */
export function deploymentsOf(world: JudgedWorld) {
  const store = world.server.store();
  return store.all('Deployments').map((each) => ({
    ...each,
    token: ownToken(world, each),
    project: store.get('Projects', each.ProjectId)?.Name ?? '',
    environment: store.get('Environments', each.EnvironmentId)?.Name ?? '',
    tenant: each.TenantId === null ? null : (store.get('Tenants', each.TenantId)?.Name ?? ''),
    version: store.get('Releases', each.ReleaseId)?.Version ?? '',
    state: store.get('ServerTasks', each.TaskId)?.State ?? '',
  }));
}

export function isAt(deployed: Deployed, place: Place): boolean {
  return (
    deployed.project === place.project && deployed.environment === place.environment && deployed.tenant === place.tenant
  );
}

function checkPosted(world: JudgedWorld, id: string, token: Token): void {
  const store = world.server.store();
  const nowMs = world.server.clock.now();
  const all = deploymentsOf(world);
  const posted = all.find((each) => each.Id === id);
  if (!posted) return;
  const name = `${posted.Id} (${token.car} to ${posted.environment}${posted.tenant ? ` for ${posted.tenant}` : ''})`;
  const place = world.places.find((each) => each.car.id === token.car && isAt(posted, each));
  if (!place) {
    world.accuse('tenants', `${name} is no place of the train`);
    return;
  }
  if (!place.deploys) {
    world.accuse('unchanged', `${name}: what stands there is what the train wants`);
    return;
  }
  if (posted.version !== version) world.accuse('release', `${name} is of release ${posted.version}`);
  const same = all.filter((each) => each.token?.car === token.car && isAt(each, place));
  if (same.length > 1 && !isShared(world.scenario)) {
    const rule = same.some((each) => each.Id !== id && each.state === 'Failed') ? 'never-retried' : 'once';
    world.accuse(rule, `${name} is there twice: ${same.map((each) => each.Id).join(', ')}`);
  }
  const older = all.find(
    (each) =>
      each.Id !== id && each.Created <= posted.Created && !each.token && each.version === version && isAt(each, place),
  );
  const isServers = older && older.Comments === null;
  if (place.car.kind.automatic && place.at === 0 && isServers)
    world.accuse('automatic', `${name}: the server had made ${older.Id}`);
  const releasedMs = Date.parse(store.get('Releases', posted.ReleaseId)?.Assembled ?? '');
  if (place.car.kind.automatic && place.at === 0 && nowMs < releasedMs + settings.autoWaitMs)
    world.accuse('automatic', `${name}: the server was not given its time to make it`);
  checkAlongside(world, all, name);
  checkKept(world, token, name);
  for (const other of world.places) {
    if (isBefore(world.scenario, other, place) && !isDone(world, other, all)) {
      world.accuse(
        'order',
        `${name} came before ${other.car.id} had succeeded in ${other.environment}${other.tenant ? ` for ${other.tenant}` : ''}`,
      );
    }
  }
  checkGates(world, place, name);
}

/** No more cars go at once than the train allows. */
function checkAlongside(world: JudgedWorld, all: readonly Deployed[], name: string): void {
  const going = all.filter((each) => each.token && ['Queued', 'Executing', 'Cancelling'].includes(each.state));
  const cars = new Set(going.map((each) => each.token?.car));
  if (cars.size > world.scenario.maxParallel && !isShared(world.scenario))
    world.accuse('parallel', `${name} goes beside ${cars.size - 1} other cars`);
}

/** A run is kept on the server before anything of it is sent. */
function checkKept(world: JudgedWorld, token: Token, name: string): void {
  const { record } = world.plan;
  if (!record) return;
  const release = world.server
    .store()
    .all('Releases')
    .find((each) => each.ProjectId === record.project.id && each.Version === token.run);
  const kept = readRunNotes(token.run, release?.ReleaseNotes ?? '');
  if (kept.is !== 'found' || kept.lock.planHash !== token.plan)
    world.accuse('record', `${name} was made, and its run is not kept as it was planned`);
}

/** Whether two processes may post the same thing, because nothing can keep them from it; that must be found and told instead. */
export function isShared({ record, faults }: Scenario): boolean {
  return faults.some(({ kind }) => kind === 'pause' || (kind === 'second' && !record));
}

/** Whether a place has succeeded by the server's own word, smoke tests and answers included. */
function isDone(world: JudgedWorld, place: Place, all: readonly Deployed[]): boolean {
  if (!place.deploys) return true;
  const isHealthy = !place.car.smoke.includes('http') || world.healthy.has(`${place.car.id} ${place.environment}`);
  const since = new Date(world.startedMs).toISOString().replace('Z', '+00:00');
  return (
    isHealthy &&
    all.some(
      (each) =>
        isAt(each, place) &&
        each.version === version &&
        each.state === 'Success' &&
        each.Created >= since &&
        hasValidAnswers(world, place, each.TaskId),
    )
  );
}

/** Whether a gate of the project's own process was answered by people who may. */
function hasValidAnswers(world: JudgedWorld, place: Place, taskId: string): boolean {
  return gatesAt(world, place).every(({ team, notRequester, isProcess }) => {
    if (!isProcess) return true;
    return answersTo(world.server.store(), taskId).some(
      (each) => mayAnswer(each.username, team, notRequester) && each.result === 'Proceed',
    );
  });
}

function gatesAt(world: JudgedWorld, place: Place) {
  return world.scenario.gates
    .filter((gate) => gate.environment === place.environment)
    .flatMap(({ teams: names, notRequester, through }) =>
      names.map((team) => {
        const canAsk = place.car.kind.asks && place.environment === 'Production' && names.includes('Risk Team');
        return { team, notRequester, isProcess: canAsk && through === 'either' && team === 'Risk Team' };
      }),
    );
}

function checkGates(world: JudgedWorld, place: Place, name: string): void {
  const store = world.server.store();
  for (const { team, notRequester, isProcess } of gatesAt(world, place)) {
    if (isProcess) continue;
    const teamId = store.all('Teams').find((each) => each.Name === team)?.Id ?? '';
    const isOpen = store.all('RunbookRuns').some((run) => {
      const gate = ownToken(world, run)?.car ?? '';
      if (!gate.startsWith(`${place.car.id}/${place.environment}/`)) return false;
      return answersTo(store, run.TaskId).some(
        (each) =>
          each.teamIds.includes(teamId) && mayAnswer(each.username, team, notRequester) && each.result === 'Proceed',
      );
    });
    if (!isOpen) world.accuse('gate', `${name} was made, and nobody of ${team} who may had said yes`);
  }
}

function answersTo(store: Store, taskId: string) {
  return store
    .all('Interruptions')
    .filter((each) => each.TaskId === taskId && each.Result !== null)
    .map((each) => ({
      username: store.get('Users', each.ResponsibleUserId ?? '')?.Username ?? '',
      teamIds: each.ResponsibleTeamIds,
      result: each.Result,
    }));
}

function mayAnswer(username: string, team: string, notRequester: boolean): boolean {
  return teams[team]?.includes(username) === true && username !== account && !(notRequester && username === requester);
}
