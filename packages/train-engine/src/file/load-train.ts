import { type Checked, checkYaml, closest } from '@octotrain/checked-yaml';
import { findCycle } from './cycle.ts';
import { durationMs } from './duration.ts';
import { notBuilt, type TrainFile, type TrainFileCar, trainFileSchema } from './schema.ts';
import type { ApprovalGate, Car, Smoke, Train } from './train.ts';

type Path = readonly PropertyKey[];
type Report = (path: Path, problem: { code: string; message: string; hint?: string }) => void;

/**
 * Reads a train file. Every problem is reported at once, each with file:line:column and, where a word is near, a suggestion; nothing is asked
 * of any server. `at` gives the position of a value, for faults that only the server can find.
 */
export function loadTrain(options: { text: string; file: string }): Checked<Train> {
  const checked = checkYaml({ ...options, schema: trainFileSchema, check: checkTrainFile });
  if (!checked.ok) return checked;
  return { ok: true, value: normalise(checked.value), at: checked.at };
}

/** The id that a car has when the file gives none: its project's name as a slug. */
function defaultId(car: TrainFileCar): string {
  return (car.project.split('/')[1] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function idOf(car: TrainFileCar): string {
  return car.id ?? defaultId(car);
}

function afterOf(cars: readonly TrainFileCar[], index: number): readonly string[] {
  const written = cars[index]?.after;
  if (typeof written === 'string') return [written];
  if (written) return written;
  const before = cars[index - 1];
  return before ? [idOf(before)] : [];
}

function checkTrainFile(file: TrainFile, report: Report): void {
  refuseUnbuilt(file, report);
  const ids = file.cars.map(idOf);
  file.cars.forEach((car, index) => {
    const first = ids.indexOf(idOf(car));
    if (first !== index) {
      report(['cars', index, car.id === undefined ? 'project' : 'id'], {
        code: 'duplicate-car',
        message: `car \`${idOf(car)}\` is already the ${ordinal(first + 1)} car`,
        hint: 'give one of them another `id`',
      });
    }
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(idOf(car))) {
      report(['cars', index, 'id'], {
        code: 'bad-car-id',
        message: `car id \`${idOf(car)}\` may hold letters, digits, dot, dash and underscore only`,
      });
    }
    checkAfter(file, index, ids, report);
    checkTenants(car, index, report);
    car.smoke.forEach((smoke, at) => {
      checkSmoke(file, smoke, ['cars', index, 'smoke', at], report);
    });
  });
  checkEnvironments(file, report);
  const cycle = findCycle(new Map(file.cars.map((car, index) => [idOf(car), afterOf(file.cars, index)])));
  if (cycle) {
    const index = ids.indexOf(cycle[0] ?? '');
    report(['cars', index, 'after'], {
      code: 'cycle',
      message: `these cars wait for each other: ${cycle.join(' → ')}`,
      hint: 'take one of them out of `after`',
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

function checkTenants(car: TrainFileCar, index: number, report: Report): void {
  if (!car.tenants || car.tenants.untenanted) return;
  if (car.tenants.include.length > 0) return;
  if (notBuilt.tenants.some((key) => car.tenants?.[key] !== undefined)) return;
  report(['cars', index, 'tenants'], {
    code: 'no-tenant',
    message: 'names no tenant',
    hint: 'write include: [Tenant name], or untenanted: true',
  });
}

function checkSmoke(file: TrainFile, smoke: TrainFileCar['smoke'][number], path: Path, report: Report): void {
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
  if (smoke.step !== undefined || kinds.length === 0) return;
  for (const environment of file.environments) {
    if (file.clusters[environment] !== undefined) continue;
    report(path, {
      code: 'no-cluster',
      message: `this smoke test asks a cluster, and \`clusters\` names none for ${environment}`,
      hint: `add clusters: { ${environment}: <kubeconfig context> }`,
    });
  }
}

function checkEnvironments(file: TrainFile, report: Report): void {
  file.environments.forEach((environment, index) => {
    if (file.environments.indexOf(environment) !== index) {
      report(['environments', index], {
        code: 'duplicate-environment',
        message: `${environment} is already on the path`,
      });
    }
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

function refuseUnbuilt(file: TrainFile, report: Report): void {
  function refuse(holder: object, keys: readonly string[], path: Path): void {
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

function normalise(file: TrainFile): Train {
  return {
    name: file.train,
    description: file.description ?? '',
    environments: file.environments,
    by: file.by,
    maxParallel: file.maxParallel,
    clusters: file.clusters,
    cars: file.cars.map((car, index) => normaliseCar(file.cars, car, index)),
    gates: Object.fromEntries(
      Object.entries(file.gates).map(([environment, gates]) => [environment, gates.flatMap(gateOf)]),
    ),
    onFailure: 'stop',
  };
}

function normaliseCar(cars: readonly TrainFileCar[], car: TrainFileCar, index: number): Car {
  const [space = '', project = ''] = car.project.split('/');
  const release = typeof car.release === 'string' ? { version: car.release } : car.release;
  return {
    id: idOf(car),
    space: space.trim(),
    project: project.trim(),
    version: release.version,
    create: release.create === 'ifMissing',
    notes: release.notes ?? null,
    after: afterOf(cars, index),
    tenants: car.tenants ? { include: car.tenants.include, untenanted: car.tenants.untenanted } : null,
    when: car.when,
    smoke: car.smoke.flatMap(smokeOf),
  };
}

function gateOf(gate: TrainFile['gates'][string][number]): ApprovalGate[] {
  if (!gate.approval) return [];
  const { teams, notRequester, through } = gate.approval;
  return [{ kind: 'approval', teams, notRequester, through }];
}

function smokeOf(smoke: TrainFileCar['smoke'][number]): Smoke[] {
  if (smoke.step !== undefined) return [{ kind: 'step', step: smoke.step }];
  if (smoke.rollout !== undefined) {
    const rollout = typeof smoke.rollout === 'string' ? { deployment: smoke.rollout, timeout: '120s' } : smoke.rollout;
    return [{ kind: 'rollout', deployment: rollout.deployment, timeoutMs: durationMs(rollout.timeout) ?? 0 }];
  }
  if (!smoke.http) return [];
  const { service, port, path, status, attempts, every, timeout } = smoke.http;
  return [
    {
      kind: 'http',
      service,
      port: port === undefined ? null : String(port),
      path,
      status,
      attempts,
      everyMs: durationMs(every) ?? 0,
      timeoutMs: durationMs(timeout) ?? 0,
    },
  ];
}

function ordinal(number: number): string {
  return ['first', 'second', 'third'][number - 1] ?? `${number}th`;
}
