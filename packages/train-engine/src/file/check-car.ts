import type { Report } from './report.ts';
import { notBuilt, type TrainFile, type TrainFileCar } from './schema.ts';

/** What one car's own fields say against each other. */
export function checkCarFields(file: TrainFile, car: TrainFileCar, index: number, report: Report): void {
  checkTenants(car, index, report);
  car.smoke.forEach((smoke, at) => {
    checkSmoke(file, smoke, ['cars', index, 'smoke', at], report);
  });
}

function checkTenants(car: TrainFileCar, index: number, report: Report): void {
  if (!car.tenants) return;
  const { include, untenanted } = car.tenants;
  const lower = include.map((name) => name.toLowerCase());
  include.forEach((name, at) => {
    if (lower.indexOf(name.toLowerCase()) === at) return;
    report(['cars', index, 'tenants', 'include', at], {
      code: 'duplicate-tenant',
      message: `tenant \`${name}\` is already in the list`,
      hint: 'leave it out',
    });
  });
  if (untenanted || include.length > 0 || notBuilt.tenants.some((key) => car.tenants?.[key] !== undefined)) return;
  report(['cars', index, 'tenants'], {
    code: 'no-tenant',
    message: 'names no tenant',
    hint: 'write include: [Tenant name], or untenanted: true',
  });
}

function checkSmoke(
  file: TrainFile,
  smoke: TrainFileCar['smoke'][number],
  path: readonly PropertyKey[],
  report: Report,
): void {
  const kinds = (['step', 'rollout', 'http'] as const).filter((kind) => smoke[kind] !== undefined);
  if (kinds.length !== 1 && !notBuilt.smoke.some((key) => smoke[key] !== undefined)) {
    report(path, {
      code: 'smoke-kind',
      message:
        kinds.length === 0
          ? 'a smoke test needs step, rollout or http'
          : `one entry, one smoke test; this has ${kinds.join(' and ')}`,
      hint: 'write one list entry for each smoke test',
    });
  }
  if (smoke.rollout === undefined && smoke.http === undefined) return;
  for (const environment of file.environments) {
    if (file.clusters[environment] !== undefined) continue;
    report(path, {
      code: 'no-cluster',
      message: `this smoke test asks a cluster, and \`clusters\` names none for ${environment}`,
      hint: `add clusters: { ${environment}: <kubeconfig context> }`,
    });
  }
}
