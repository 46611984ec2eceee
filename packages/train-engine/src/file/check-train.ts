import { closest } from '@octotrain/checked-yaml';
import { afterOf, idOf } from './car-id.ts';
import { checkCarFields } from './check-car.ts';
import { findCycle } from './cycle.ts';
import { refuseUnbuilt } from './refuse-unbuilt.ts';
import type { Report } from './report.ts';
import { notBuilt, type TrainFile } from './schema.ts';

/** The rules across the fields of a train file: references, repetitions, cycles, and what is not built yet. */
export function checkTrainFile(file: TrainFile, report: Report): void {
  refuseUnbuilt(file, report);
  const ids = file.cars.map(idOf);
  file.cars.forEach((car, index) => {
    checkId(file, ids, index, report);
    checkAfter(file, index, ids, report);
    checkCarFields(file, car, index, report);
  });
  checkEnvironments(file, report);
  checkGates(file, report);
  checkCycle(file, ids, report);
}

function checkId(file: TrainFile, ids: readonly string[], index: number, report: Report): void {
  const car = file.cars[index];
  const id = ids[index] ?? '';
  const key = car?.id === undefined ? 'project' : 'id';
  const first = ids.indexOf(id);
  if (first !== index) {
    report(['cars', index, key], {
      code: 'duplicate-car',
      message: `car \`${id}\` is already the ${ordinal(first + 1)} car`,
      hint: 'give one of them another `id`',
    });
  }
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(id)) {
    report(['cars', index, key], {
      code: 'bad-car-id',
      message: `car id \`${id}\` may hold letters, digits, dot, dash and underscore only, and starts with a letter or digit`,
      hint: 'give the car an `id` of such letters',
    });
  }
}

function checkAfter(file: TrainFile, index: number, ids: readonly string[], report: Report): void {
  const written = file.cars[index]?.after;
  if (written === undefined) return;
  const list = typeof written === 'string' ? [written] : written;
  list.forEach((id, at) => {
    if (ids.includes(id)) return;
    const near = closest(id, ids);
    report(typeof written === 'string' ? ['cars', index, 'after'] : ['cars', index, 'after', at], {
      code: 'unknown-car',
      message: `no car \`${id}\` in this train`,
      hint: near ? `did you mean \`${near}\`?` : `the cars are: ${ids.join(', ')}`,
    });
  });
}

function checkCycle(file: TrainFile, ids: readonly string[], report: Report): void {
  if (new Set(ids).size < ids.length) return; // a name that two cars share would seem to close a circle
  const cycle = findCycle(new Map(file.cars.map((car, index) => [idOf(car), afterOf(file.cars, index)])));
  if (!cycle) return;
  // The place to mend is an `after` that somebody wrote, not one that the order of the cars implies.
  const written = cycle.find((id) => file.cars[ids.indexOf(id)]?.after !== undefined) ?? '';
  report(['cars', ids.indexOf(written), 'after'], {
    code: 'cycle',
    message: `these cars wait for each other: ${cycle.join(' → ')}`,
    hint: 'take one of them out of `after`; a car without `after` comes after the car before it',
  });
}

function checkEnvironments(file: TrainFile, report: Report): void {
  const lower = file.environments.map((environment) => environment.toLowerCase());
  file.environments.forEach((environment, index) => {
    if (lower.indexOf(environment.toLowerCase()) === index) return;
    report(['environments', index], {
      code: 'duplicate-environment',
      message: `${environment} is already on the path`,
      hint: 'leave it out',
    });
  });
  for (const section of ['clusters', 'gates'] as const) {
    for (const environment of Object.keys(file[section])) {
      if (file.environments.includes(environment)) continue;
      const near = closest(environment, file.environments);
      report([section, environment], {
        code: 'unknown-environment',
        message: `environment \`${environment}\` is not on this train's path`,
        hint: near ? `did you mean \`${near}\`?` : `the path is: ${file.environments.join(', ')}`,
      });
    }
  }
}

function checkGates(file: TrainFile, report: Report): void {
  for (const [environment, gates] of Object.entries(file.gates)) {
    gates.forEach((gate, at) => {
      if (gate.approval || notBuilt.gate.some((key) => gate[key] !== undefined)) return;
      report(['gates', environment, at], {
        code: 'empty-gate',
        message: `a gate that asks nothing`,
        hint: 'write approval: { teams: [Team name] }, or take the entry away',
      });
    });
  }
}

function ordinal(number: number): string {
  return ['first', 'second', 'third'][number - 1] ?? `${number}th`;
}
