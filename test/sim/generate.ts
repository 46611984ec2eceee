import { environmentNames, projectKinds, spaceNames, tenantNames } from './catalogue.ts';
import { type Dice, diceOf } from './dice.ts';
import type { NetworkFault, People, Return, Scenario, SimCar, SimFault, SimGate } from './scenario.ts';

const minuteMs = 60_000;

/** The scenario of a seed. */
export function generate(seed: number): Scenario {
  const dice = diceOf(`scenario ${seed}`);
  const environments = environmentNames.slice(0, dice.pick([1, 2, 2, 3, 3, 3]));
  const cars = makeCars(dice, environments);
  return {
    seed: String(seed),
    record: dice.chance(0.85),
    host: dice.pick(['stays', 'stays', 'stays', 'ticks']),
    pollMs: dice.pick([30_000, 60_000, 90_000]),
    environments,
    by: dice.pick(['car', 'environment']),
    maxParallel: dice.pick([1, 2, 4, 4]),
    cars,
    gates: makeGates(dice, environments),
    people: dice.pick<People>(['good', 'good', 'good', 'mixed', 'absent']),
    faults: makeFaults(dice, cars, environments),
  };
}

function makeCars(dice: Dice, environments: readonly string[]): readonly SimCar[] {
  const count = dice.pick([1, 2, 3, 3, 4, 4, 5, 6]);
  const spaces = spaceNames.slice(0, dice.between(1, 3));
  const taken = new Set<string>();
  const cars: SimCar[] = [];
  while (cars.length < count) {
    const space = spaces[dice.integer(spaces.length)] ?? spaceNames[0];
    const kind = projectKinds[dice.integer(projectKinds.length)];
    const id = `car-${cars.length + 1}`;
    const key = `${space} ${projectKinds.indexOf(kind ?? projectKinds[0] ?? fail())}`;
    if (!kind || taken.has(key)) continue;
    taken.add(key);
    const after = cars.filter(() => dice.chance(0.35)).map((car) => car.id);
    const canFail = dice.chance(0.06);
    const smoke = dice.pick<SimCar['smoke']>([[], [], ['step'], ['http'], ['step', 'http']]);
    const place = environments[dice.integer(environments.length)] ?? environmentNames[0];
    cars.push({
      id,
      space,
      kind,
      after: dice.chance(0.3) && cars.length > 0 ? [`car-${cars.length}`] : after,
      tenants: tenantsFor(dice, kind.tenancy),
      when: dice.pick(['notCurrent', 'notCurrent', 'always', 'higher']),
      smoke,
      before: kind.automatic || !dice.chance(0.25) ? null : before(dice, environments),
      failsIn: canFail ? place : null,
      sick: smoke.includes('http') && dice.chance(0.2) ? { environment: place, times: dice.pick([1, 2, 99]) } : null,
    });
  }
  return cars;
}

function fail(): never {
  throw new Error('there are no kinds of projects');
}

function before(dice: Dice, environments: readonly string[]): SimCar['before'] {
  const most = Math.min(environments.length, 2);
  return { version: dice.pick(['1.0.0', '1.1.0', '1.1.0', '2.0.0']), environments: dice.between(1, most) };
}

function tenantsFor(dice: Dice, tenancy: SimCar['kind']['tenancy']): SimCar['tenants'] {
  if (tenancy === 'Untenanted') return null;
  if (tenancy === 'TenantedOrUntenanted' && dice.chance(0.3)) return null;
  const include = tenantNames.filter(() => dice.chance(0.5));
  const untenanted = tenancy === 'TenantedOrUntenanted' && dice.chance(0.4);
  return include.length === 0 && !untenanted ? { include: [tenantNames[0]], untenanted } : { include, untenanted };
}

function makeGates(dice: Dice, environments: readonly string[]): readonly SimGate[] {
  const gate = (environment: string): SimGate => ({
    environment,
    teams: dice.pick([['Risk Team'], ['Risk Team'], ['Change Board'], ['Risk Team', 'Change Board']]),
    notRequester: dice.chance(0.75),
    through: dice.pick(['either', 'either', 'runbook']),
  });
  return environments.flatMap((environment, at) =>
    dice.chance([0.25, 0.45, 0.85][at] ?? 0) ? [gate(environment)] : [],
  );
}

function makeFaults(dice: Dice, cars: readonly SimCar[], environments: readonly string[]): readonly SimFault[] {
  const count = dice.pick([0, 1, 2, 2, 3, 3, 4, 5]);
  const faults = Array.from({ length: count }, () => makeFault(dice, cars, environments));
  // A process that stands still is taken for dead: that is how two come to believe that the train is theirs.
  const isMistaken = faults.some(({ kind }) => kind === 'pause') && dice.chance(0.7);
  if (!isMistaken) return faults;
  const atMs = dice.between(30, 900) * 1_000;
  return [...faults, { kind: 'second', atMs, disk: dice.pick<'copy' | 'empty'>(['copy', 'empty']), takeOver: true }];
}

function makeFault(dice: Dice, cars: readonly SimCar[], environments: readonly string[]): SimFault {
  const atMs = dice.between(1, 12 * 60) * 1_000;
  const draw = dice.next();
  if (draw < 0.42) {
    const what = dice.pick<NetworkFault>(['lost-before', 'lost-after', 'late', '429', '503-before', '503-after']);
    const on = dice.pick<'any' | 'write'>(['any', 'write', 'write']);
    return { kind: 'network', what, on, n: dice.between(1, on === 'any' ? 80 : 12), ms: dice.between(1, 80) * 1_000 };
  }
  if (draw < 0.66) return makeKill(dice);
  if (draw < 0.7) return { kind: 'away', atMs, ms: dice.between(5, 120) * 1_000 };
  if (draw < 0.73) return { kind: 'restart', atMs };
  if (draw < 0.78) return { kind: 'clock', atMs, byMs: dice.pick([15_000, 60 * minuteMs, -minuteMs, -60 * minuteMs]) };
  if (draw < 0.84)
    return { kind: 'second', atMs, disk: dice.pick<'copy' | 'empty'>(['copy', 'empty']), takeOver: dice.chance(0.5) };
  if (draw < 0.87) return { kind: 'pause', n: dice.between(1, 12), ms: dice.between(60, 1_800) * 1_000 };
  if (draw < 0.9) return { kind: 'halt', atMs, ms: dice.between(1, 12) * minuteMs };
  if (draw < 0.93) return { kind: 'disk-full', n: dice.between(1, 60), ms: dice.between(1, 12) * minuteMs };
  if (draw < 0.96) return { kind: 'revoked', atMs, ms: dice.between(1, 12) * minuteMs };
  const car = cars[dice.integer(cars.length)]?.id ?? '';
  if (draw < 0.975) return { kind: 'blocked', atMs: Math.round(atMs / 3), car };
  return {
    kind: 'forged',
    atMs: Math.round(atMs / 6),
    car,
    environment: environments[dice.integer(environments.length)] ?? '',
  };
}

function makeKill(dice: Dice): SimFault {
  const on = dice.pick<'request' | 'write' | 'journal'>(['request', 'write', 'write', 'journal']);
  return {
    kind: 'kill',
    on,
    n: dice.between(1, { request: 80, write: 12, journal: 60 }[on]),
    when: dice.pick(['before', 'after']),
    landsMs: dice.chance(0.4) ? dice.between(1, 100) * 1_000 : null,
    downMs: dice.between(0, 300) * 1_000,
    power: dice.chance(0.3),
    back: dice.pick<Return>(['here', 'here', 'here', 'empty']),
  };
}
