import { type RunEvent, readToken } from '@octotrain/train-engine';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import { mustSucceed } from './expected.ts';
import { deploymentsOf, isAt } from './history.ts';
import { version } from './scenario.ts';
import type { Machine, SimWorld } from './world.ts';

/** What must hold when everything has come to rest. */
export function checkEnd(world: SimWorld, machines: readonly Machine[]): void {
  for (const machine of machines) {
    const events = journalOf(world, machine);
    checkAdopted(world, machine, events);
    checkEnding(world, machine);
  }
  checkDuplicates(world, machines);
  if (mustSucceed(world.scenario)) checkGoodEnd(world, machines);
}

function journalOf(world: SimWorld, machine: Machine): readonly RunEvent[] {
  const reading = parseJournal(machine.text(), machine.name);
  if (reading.ok) return reading.journal.events.map(({ event }) => event);
  if (reading.code === 'journal-damaged') world.accuse('journal', reading.message);
  return [];
}

/** What a journal calls the run's own is the run's own, by the server's documents. */
function checkAdopted(world: SimWorld, machine: Machine, events: readonly RunEvent[]): void {
  const store = world.server.store();
  for (const event of events) {
    if (event.type !== 'posted' || event.subject.kind !== 'deployment') continue;
    const stop = world.plan.stops.find(({ id }) => id === event.subject.id);
    const found = store.get('Deployments', event.id);
    const token = readToken(found?.Comments);
    const isOurs =
      token?.run === world.lock.run && token.car === stop?.car && found?.DeployedById === world.plan.account.id;
    const isServers = stop?.automatic === true && token === undefined;
    const car = world.plan.cars.find(({ id }) => id === stop?.car);
    const isSame =
      found?.EnvironmentId === stop?.environment.id &&
      (found?.TenantId ?? null) === (stop?.tenant?.id ?? null) &&
      found?.ProjectId === car?.project.id &&
      store.get('Releases', found?.ReleaseId ?? '')?.Version === version;
    if (!isSame || !(isOurs || isServers))
      world.accuse('adopted', `${machine.name} took ${event.id} for ${event.subject.id}`);
  }
}

/** A run that is left says why: it has ended, or somebody is asked, or something is in doubt. */
function checkEnding(world: SimWorld, machine: Machine): void {
  const ending = machine.ending();
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
  if (ending.is === 'not-permitted') world.accuse('not-stuck', `${machine.name} left: ${ending.message}`);
}

/**
 * Two machines cannot be kept from posting the same thing; each pair must be told of by somebody who lived to see it. A write that lands late, after
 * both have looked for the last time, is seen by nobody yet.
 */
function checkDuplicates(world: SimWorld, machines: readonly Machine[]): void {
  const told = new Set(
    machines.flatMap((each) => each.events()).flatMap((each) => (each.event === 'duplicate' ? [each.id] : [])),
  );
  const isLate = world.scenario.faults.some((each) => each.kind === 'network' && each.what === 'late');
  if (isLate || machines.some((each) => each.wasKilled())) return;
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

function checkGoodEnd(world: SimWorld, machines: readonly Machine[]): void {
  for (const machine of machines) {
    const ending = machine.ending();
    if (ending?.is === 'finished' && !ending.failed) continue;
    const stops = machine
      .events()
      .filter((each) => each.event === 'stop')
      .slice(-3);
    const last = stops.map((each) =>
      'reason' in each ? `${each.car}/${each.environment} ${each.state}: ${each.reason}` : '',
    );
    world.accuse('good-end', `${machine.name} ended as ${JSON.stringify(ending)}; ${last.join('; ')}`);
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

function isSince(world: SimWorld, each: Deployed): boolean {
  return Date.parse(each.Created) >= world.startedMs;
}
