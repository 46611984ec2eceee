import { type Checked, checkYaml } from '@octotrain/checked-yaml';
import { afterOf, idOf } from './car-id.ts';
import { checkTrainFile } from './check-train.ts';
import { durationMs } from './duration.ts';
import { type TrainFile, type TrainFileCar, trainFileSchema } from './schema.ts';
import type { ApprovalGate, Car, Smoke, Train } from './train.ts';

/**
 * Reads a train file. Every problem is reported at once, each with file:line:column and, where a word is near, a suggestion; nothing is asked
 * of any server. `at` gives the position of a value, for faults that only the server can find.
 */
export function loadTrain(options: { text: string; file: string }): Checked<Train> {
  const checked = checkYaml({ ...options, schema: trainFileSchema, check: checkTrainFile });
  if (!checked.ok) return checked;
  return { ok: true, value: normalise(checked.value), at: checked.at };
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
    version: release?.version ?? '', // its absence was reported
    create: release?.create === 'ifMissing',
    notes: release?.notes ?? null,
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
