import { projectName } from './catalogue.ts';
import type { Scenario, SimCar } from './scenario.ts';
import type { Ride } from './simulate.ts';

const lastLines = 40;

/** A ride that broke a rule, short enough to be read. */
export function story(scenario: Scenario, ride: Ride): string {
  const { record, host, pollMs, environments, by, maxParallel, cars, gates, people, faults } = scenario;
  return [
    `train      ${environments.join(' → ')}, by ${by}, ${maxParallel} at once${host === 'ticks' ? ', in single passes' : `, looks every ${pollMs / 1_000} s`}${record ? '' : ', without a record'}`,
    ...cars.map((car) => `           ${carLine(car)}`),
    ...gates.map(
      ({ environment, teams, notRequester, through }) =>
        `gate       ${environment}: ${teams.join(' and ')}${notRequester ? ', not the requester' : ''}, through ${through}`,
    ),
    `people     ${people}`,
    ...faults.map((fault) => `fault      ${JSON.stringify(fault)}`),
    '',
    ...(ride.log.length > lastLines ? ['  …'] : []),
    ...ride.log.slice(-lastLines).map((line) => `  ${line}`),
    '',
    `rule       ${ride.broken?.rule}: ${ride.broken?.detail}`,
    `replay     pnpm sim --seed ${scenario.seed}`,
  ].join('\n');
}

function carLine(car: SimCar): string {
  const tenants = car.tenants ? [...car.tenants.include, ...(car.tenants.untenanted ? ['untenanted'] : [])] : [];
  return [
    `${car.id} ${projectName(car.space, car.kind)}`,
    ...(car.after.length > 0 ? [`after ${car.after.join(', ')}`] : []),
    ...(tenants.length > 0 ? [`for ${tenants.join(', ')}`] : []),
    ...(car.when === 'notCurrent' ? [] : [`when ${car.when}`]),
    ...(car.smoke.length > 0 ? [`smoke ${car.smoke.join(', ')}`] : []),
    ...(car.before ? [`${car.before.version} in the first ${car.before.environments}`] : []),
    ...(car.failsIn ? [`fails in ${car.failsIn}`] : []),
    ...(car.sick ? [`sick in ${car.sick.environment}, ${car.sick.times} times`] : []),
  ].join(' · ');
}
