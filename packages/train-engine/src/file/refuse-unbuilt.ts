import type { Report } from './report.ts';
import { notBuilt, type TrainFile } from './schema.ts';

/** Refuses, by name and place, each field that the format knows and this version does not carry out. */
export function refuseUnbuilt(file: TrainFile, report: Report): void {
  function refuse(holder: object, keys: readonly string[], path: readonly PropertyKey[]): void {
    for (const key of keys) {
      if ((holder as Record<string, unknown>)[key] === undefined) continue; // the schema admits these keys with any value
      report([...path, key], {
        code: 'not-built',
        message: `\`${key}\` is part of the format and not built yet`,
        hint: 'leave it out',
      });
    }
  }
  refuse(file, notBuilt.train, []);
  if (file.onFailure !== 'stop') {
    report(['onFailure'], {
      code: 'not-built',
      message: `\`onFailure: ${file.onFailure}\` is part of the format and not built yet`,
      hint: 'write onFailure: stop',
    });
  }
  file.cars.forEach((car, index) => {
    refuse(car, notBuilt.car, ['cars', index]);
    if (typeof car.release === 'object') refuse(car.release, notBuilt.release, ['cars', index, 'release']);
    if (car.tenants) refuse(car.tenants, notBuilt.tenants, ['cars', index, 'tenants']);
    car.smoke.forEach((smoke, at) => {
      refuse(smoke, notBuilt.smoke, ['cars', index, 'smoke', at]);
    });
  });
  for (const [environment, gates] of Object.entries(file.gates)) {
    gates.forEach((gate, at) => {
      refuse(gate, notBuilt.gate, ['gates', environment, at]);
      if (gate.approval) refuse(gate.approval, notBuilt.approval, ['gates', environment, at, 'approval']);
    });
  }
}
