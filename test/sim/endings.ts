import { type RunEvent, readToken } from '@octotrain/train-engine';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import { mustSucceed } from './expected.ts';
import { deploymentsOf, isAt, isShared } from './history.ts';
import { type SimFault, version } from './scenario.ts';
import type { JudgedWorld, Machine } from './world.ts';

/** What must hold when everything has come to rest. */
export function checkEnd(world: JudgedWorld, machines: readonly Machine[]): void {
  for (const machine of machines) {
    const events = journalOf(world, machine);
    checkAdopted(world, machine, events);
    checkEnding(world, machine);
  }
  checkDuplicates(world, machines);
  if (mustSucceed(world.scenario)) checkGoodEnd(world, machines);
}

function journalOf(world: JudgedWorld, machine: Machine): readonly RunEvent[] {
  const reading = parseJournal(machine.text(), machine.name);
  if (reading.ok) return reading.journal.events.map(({ event }) => event);
  if (reading.code === 'journal-damaged') world.accuse('journal', reading.message);
  return [];
}

/** What a journal calls the run's own is the run's own, by the server's documents. */
function checkAdopted(world: JudgedWorld, machine: Machine, events: readonly RunEvent[]): void {
  const store = world.server.store();
  for (const event of events) {
    if (event.type !== 'posted' || event.subject.kind !== 'deployment') continue;
    const stop = world.plan.stops.find(({ id }) => id === event.subject.id);
    const found = store.get('Deployments', event.id);
    const token = readToken(found?.Comments);
    const isOurs =
      token && world.runs.has(token.run) && token.car === stop?.car && found?.DeployedById === world.plan.account.id;
    const isServers = stop?.automatic === true && token === undefined;
    const car = world.plan.cars.find(({ id }) => id === stop?.car);
    if ((found?.TenantId ?? null) !== (stop?.tenant?.id ?? null))
      world.accuse(
        'tenants',
        `${machine.name} took ${event.id}, which is for ${found?.TenantId}, for ${event.subject.id}`,
      );
    const isSame =
      found?.EnvironmentId === stop?.environment.id &&
      found?.ProjectId === car?.project.id &&
      store.get('Releases', found?.ReleaseId ?? '')?.Version === version;
    if (!isSame || !(isOurs || isServers))
      world.accuse('adopted', `${machine.name} took ${event.id} for ${event.subject.id}`);
  }
}

/** A run that is left says why: it has ended, or somebody is asked, or something is in doubt. */
function checkEnding(world: JudgedWorld, machine: Machine): void {
  const ending = machine.ending();
  // One that was not let in has nothing to say; one that was lost with its disk says nothing any more.
  if (!ending && (machine.refusal() !== null || machine.wasKilled())) return;
  if (!ending) {
    world.accuse('not-stuck', `${machine.name} neither ended nor said what it waits for`);
    return;
  }
  if (
    ending.is === 'waiting' &&
    !world.server
      .store()
      .all('Interruptions')
      .some((each) => each.IsPending)
  ) {
    world.accuse('not-stuck', `${machine.name} left as waiting, and nobody is asked`);
  }
}

/** A run that has ended leaves nothing of its own behind: no question, no deployment under way; and a failed smoke test is a defect, once. */
export function checkTidy(world: JudgedWorld, machine: Pick<Machine, 'name' | 'events'>): void {
  const store = world.server.store();
  const open = [...store.all('Deployments'), ...store.all('RunbookRuns')].filter((each) => {
    const token = readToken(each.Comments);
    const state = store.get('ServerTasks', each.TaskId)?.State ?? '';
    const isOwn = token && world.runs.has(token.run) && each.DeployedById === world.plan.account.id;
    return isOwn && ['Queued', 'Executing', 'Cancelling'].includes(state);
  });
  const first = open[0];
  if (first && !isShared(world.scenario)) world.accuse('tidy', `${machine.name} ended, and ${first.Id} still goes on`);
  const sick = machine.events().filter((each) => each.event === 'defect' && each.reported);
  for (const each of sick) {
    if (each.event !== 'defect') continue;
    const defects = store
      .all('Defects')
      .filter(({ Description }) => Description.includes(`stop=${each.car}%2F${each.environment}`));
    if (defects.length === 0)
      world.accuse('defect', `${each.car} failed its test in ${each.environment}, and no defect says so`);
  }
}

/**
 * Two processes that nothing keeps apart may post the same thing; each pair must be told of by somebody. Where no server keeps the record, the one who would
 * have seen it may be gone for good.
 */
function checkDuplicates(world: JudgedWorld, machines: readonly Machine[]): void {
  const told = new Set(
    machines.flatMap((each) => each.events()).flatMap((each) => (each.event === 'duplicate' ? [each.id] : [])),
  );
  const isLate = world.scenario.faults.some((each) => each.kind === 'network' && each.what === 'late');
  if (!world.scenario.record && (isLate || machines.some((each) => each.wasKilled()))) return;
  // What a process sends that stood still, and then could not look again, is seen only by whoever verifies the run.
  const kinds = new Set(world.scenario.faults.map(({ kind }) => kind));
  const inTheWay: readonly SimFault['kind'][] = ['network', 'kill', 'disk-full', 'away', 'revoked'];
  const canLook = inTheWay.every((kind) => !kinds.has(kind));
  if (kinds.has('pause') && !canLook) return;
  const posted = deploymentsOf(world).filter((each) => each.token);
  for (const [at, each] of posted.entries()) {
    const isFirst = !posted.slice(0, at).some((other) => samePosting(other, each));
    if (!isFirst && !told.has(each.Id))
      world.accuse('duplicate-told', `${each.Id} is a second one, and nobody said so`);
  }
}

type Deployed = ReturnType<typeof deploymentsOf>[number];

function samePosting(a: Deployed, b: Deployed): boolean {
  const key = (each: Deployed) => [each.token?.car, each.token?.try, each.EnvironmentId, each.TenantId].join(' ');
  return key(a) === key(b);
}

function checkGoodEnd(world: JudgedWorld, machines: readonly Machine[]): void {
  const endings = machines.map((machine) => machine.ending());
  // Killed on the way out, a process leaves its end to be told by the server to whoever comes next.
  const isGood = machines.some((machine) => {
    const ending = machine.ending();
    return (ending?.is === 'finished' && !ending.failed) || machine.toldEnd() === 'done';
  });
  const bad = machines.find((machine) => {
    const ending = machine.ending();
    return (ending?.is === 'finished' && ending.failed) || machine.toldEnd() === 'failed';
  });
  if (!isGood || bad) {
    const last =
      (bad ?? machines.at(-1))
        ?.events()
        .filter((each) => each.event === 'stop')
        .slice(-3) ?? [];
    const words = last.map((each) =>
      'reason' in each ? `${each.car}/${each.environment} ${each.state}: ${each.reason}` : '',
    );
    world.accuse('good-end', `the machines ended as ${JSON.stringify(endings)}; ${words.join('; ')}`);
  }
  const all = deploymentsOf(world);
  for (const place of world.places.filter(({ deploys }) => deploys)) {
    const good = all.filter(
      (each) => isAt(each, place) && each.version === version && each.state === 'Success' && isSince(world, each),
    );
    if (good.length === 0)
      world.accuse('good-end', `nothing of ${place.car.id} stands in ${place.environment} for ${place.tenant}`);
  }
}

function isSince(world: JudgedWorld, each: Deployed): boolean {
  return Date.parse(each.Created) >= world.startedMs;
}
