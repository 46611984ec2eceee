import type { Scenario } from './scenario.ts';
import type { Ride } from './simulate.ts';

const statuses = [
  'pending',
  'waiting',
  'deploying',
  'verifying',
  'succeeded',
  'unchanged',
  'failed',
  'rejected',
  'skipped',
  'unknown',
];
const kinds = [
  'run-started',
  'run-resumed',
  'run-finished',
  'stop',
  'release',
  'deployment',
  'deployment-added',
  'approval-asked',
  'approval-answered',
  'smoke',
  'defect',
  'task-cancelled',
  'duplicate',
];

/** Counts what all rides together have visited. */
export interface Tally {
  add(scenario: Scenario, ride: Ride): void;
  /** What was never visited. */
  missing(): readonly string[];
  lines(): readonly string[];
}

export function makeTally(): Tally {
  const counts = new Map<string, number>();
  const sizes: { cars: number[]; faults: number[]; gates: number[] } = { cars: [], faults: [], gates: [] };
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const list = (kind: string, names: readonly string[]) =>
    names.map((name) => `${name} ${counts.get(`${kind} ${name}`) ?? 0}`).join(', ');
  const all = (kind: string) =>
    [...counts.keys()].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
  return {
    add(scenario, ride) {
      if (ride.refused) {
        for (const code of new Set(ride.refused)) count(`refused ${code}`);
        return;
      }
      sizes.cars.push(scenario.cars.length);
      sizes.faults.push(scenario.faults.length);
      sizes.gates.push(scenario.gates.length);
      for (const ending of ride.endings) count(`ending ${ending}`);
      for (const fault of scenario.faults) count(`fault ${fault.kind}`);
      for (const event of ride.events) {
        count(`event ${event.event}`);
        if ('state' in event) count(`status ${event.state}`);
      }
      count('status pending');
    },
    missing: () => [
      ...statuses.filter((name) => !counts.has(`status ${name}`)),
      ...kinds.filter((name) => !counts.has(`event ${name}`)),
    ],
    lines: () => [
      `median     ${median(sizes.cars)} cars, ${median(sizes.faults)} faults, ${median(sizes.gates)} gates`,
      `stops      ${list('status', statuses)}`,
      `events     ${list('event', kinds)}`,
      `faults     ${list('fault', all('fault'))}`,
      `ended      ${list('ending', all('ending'))}`,
      `refused    ${list('refused', all('refused')) || 'none'}`,
    ],
  };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
