import type { FaultPlan } from '@octotrain/octopus-emulator';
import type { SmokeProbes } from '../../apps/train/src/server/probe.ts';
import { projectName } from './catalogue.ts';
import type { Scenario } from './scenario.ts';

/** Steps that fail because the scenario says so. */
export function failures(scenario: Scenario): FaultPlan {
  const places = new Set(scenario.cars.map((car) => `${projectName(car.space, car.kind)} ${car.failsIn}`));
  return {
    forStep: ({ step, project, environment }) =>
      step === 'Deploy' && places.has(`${project} ${environment}`)
        ? { kind: 'fail', message: 'it does not start' }
        : undefined,
    forWorkload: () => undefined,
    forMachine: () => undefined,
    forRoute: () => [],
  };
}

/** Clusters that answer as the scenario says; which `car environment` was found healthy is told. */
export function clustersOf(scenario: Scenario, onHealthy: (key: string) => void): SmokeProbes {
  const asked = new Map<string, number>();
  return {
    async rollout() {
      return { result: 'passed', detail: 'complete' };
    },
    async http({ context, smoke }) {
      const key = `${smoke.service} ${context}`;
      const times = (asked.get(key) ?? 0) + 1;
      asked.set(key, times);
      const sick = scenario.cars.find((car) => car.id === smoke.service)?.sick;
      if (sick?.environment === context && times <= sick.times) return { result: 'failed', detail: 'http 500' };
      onHealthy(key);
      return { result: 'passed', detail: 'http 200' };
    },
  };
}
