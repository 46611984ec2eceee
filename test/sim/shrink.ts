import type { Scenario, SimCar } from './scenario.ts';
import { type Ride, simulate } from './simulate.ts';

const mostRides = 150;

/** The smallest scenario found that still breaks the same rule, by taking away one thing after another. */
export async function shrink(scenario: Scenario, rule: string): Promise<{ scenario: Scenario; ride: Ride }> {
  let best = { scenario, ride: await simulate(scenario) };
  let rides = 1;
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (const smaller of smallerThan(best.scenario)) {
      if (rides++ > mostRides) return best;
      const ride = await simulate(smaller);
      if (ride.broken?.rule !== rule) continue;
      best = { scenario: smaller, ride };
      shrunk = true;
      break;
    }
  }
  return best;
}

/** Scenarios with one thing less, the largest things first. */
function* smallerThan(scenario: Scenario): Generator<Scenario> {
  const { cars, faults, gates } = scenario;
  if (cars.length > 1) for (const car of cars) yield without(scenario, car);
  for (const fault of faults) yield { ...scenario, faults: faults.filter((each) => each !== fault) };
  for (const gate of gates) yield { ...scenario, gates: gates.filter((each) => each !== gate) };
  const last = scenario.environments.at(-1);
  if (scenario.environments.length > 1) {
    const environments = scenario.environments.slice(0, -1);
    const shorter = cars.map((car) => ({
      ...car,
      before: car.before && { ...car.before, environments: Math.min(car.before.environments, environments.length) },
    }));
    yield { ...scenario, environments, cars: shorter, gates: gates.filter((each) => each.environment !== last) };
  }
  if (scenario.host === 'ticks') yield { ...scenario, host: 'stays' };
  if (!scenario.record) yield { ...scenario, record: true };
  if (scenario.people !== 'good') yield { ...scenario, people: 'good' };
  for (const car of cars) {
    for (const smaller of smallerCars(car)) {
      yield { ...scenario, cars: cars.map((each) => (each === car ? smaller : each)) };
    }
  }
}

function without(scenario: Scenario, gone: SimCar): Scenario {
  const cars = scenario.cars
    .filter((car) => car !== gone)
    .map((car) => ({ ...car, after: car.after.filter((id) => id !== gone.id) }));
  return { ...scenario, cars };
}

function* smallerCars(car: SimCar): Generator<SimCar> {
  if (car.before) yield { ...car, before: null };
  if (car.failsIn) yield { ...car, failsIn: null };
  if (car.sick) yield { ...car, sick: null };
  if (car.smoke.length > 0) yield { ...car, smoke: [], sick: null };
  if (car.kind.tenancy !== 'Untenanted') yield { ...car, tenants: null, kind: { ...car.kind, tenancy: 'Untenanted' } };
  if (car.kind.asks) yield { ...car, kind: { ...car.kind, asks: false } };
  if (car.kind.automatic) yield { ...car, kind: { ...car.kind, automatic: false } };
  const include = car.tenants?.include ?? [];
  if (include.length > 1) for (const name of include) yield { ...car, tenants: { include: [name], untenanted: false } };
  if (car.after.length > 0) yield { ...car, after: [] };
}
