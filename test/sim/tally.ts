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
/** Events that the engine hears, by the names of the journal. */
const heard = [
  'started',
  'resumed',
  'intent',
  'not-sent',
  'refused',
  'release',
  'posted',
  'foreign',
  'duplicate',
  'task',
  'smoke',
  'defect',
  'cancel',
  'added',
  'looked',
  'finished',
];
const faults = [
  'network',
  'kill',
  'away',
  'restart',
  'clock',
  'second',
  'pause',
  'halt',
  'disk-full',
  'revoked',
  'blocked',
  'forged',
];
const endings = [
  'finished',
  'waiting',
  'unknown',
  'unreachable',
  'not-permitted',
  'taken-over',
  'halted',
  'unwritable',
  'refused',
];

/** What one ride visited. Plain JSON. */
export interface RideFacts {
  /** `status failed`, `event smoke`, `heard intent`, `fault kill`, … and how often. */
  readonly visits: Readonly<Record<string, number>>;
  readonly sizes: { readonly cars: number; readonly faults: number; readonly gates: number } | null;
  readonly requests: number;
}

export function factsOf(scenario: Scenario, ride: Ride): RideFacts {
  const visits: Record<string, number> = {};
  const count = (what: string) => {
    visits[what] = (visits[what] ?? 0) + 1;
  };
  if (ride.refused) {
    for (const code of new Set(ride.refused)) count(`planned ${code}`);
    return { visits, sizes: null, requests: 0 };
  }
  for (const ending of ride.endings) count(`ending ${ending}`);
  for (const fault of scenario.faults) count(`fault ${fault.kind}`);
  for (const type of ride.heard) count(`heard ${type}`);
  for (const event of ride.events) {
    count(`event ${event.event}`);
    if ('state' in event) count(`status ${event.state}`);
  }
  count('status pending');
  const { cars, faults: met, gates } = scenario;
  return { visits, sizes: { cars: cars.length, faults: met.length, gates: gates.length }, requests: ride.requests };
}

/** Counts what all rides together have visited. */
export interface Tally {
  add(facts: RideFacts): void;
  /** What was never visited. */
  missing(): readonly string[];
  lines(): readonly string[];
  requestsEach(): number;
  medians(): { readonly cars: number; readonly faults: number; readonly gates: number };
}

export function makeTally(): Tally {
  const counts = new Map<string, number>();
  const sizes: { cars: number[]; faults: number[]; gates: number[] } = { cars: [], faults: [], gates: [] };
  let requests = 0;
  const list = (kind: string, names: readonly string[]) =>
    names.map((name) => `${name} ${counts.get(`${kind} ${name}`) ?? 0}`).join(', ');
  const all = (kind: string) =>
    [...counts.keys()].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
  const wanted = { status: statuses, event: kinds, heard, fault: faults, ending: endings };
  const medians = () => ({ cars: median(sizes.cars), faults: median(sizes.faults), gates: median(sizes.gates) });
  return {
    add(facts) {
      for (const [what, times] of Object.entries(facts.visits)) counts.set(what, (counts.get(what) ?? 0) + times);
      requests += facts.requests;
      if (!facts.sizes) return;
      sizes.cars.push(facts.sizes.cars);
      sizes.faults.push(facts.sizes.faults);
      sizes.gates.push(facts.sizes.gates);
    },
    missing: () =>
      Object.entries(wanted).flatMap(([kind, names]) =>
        names.filter((name) => !counts.has(`${kind} ${name}`)).map((name) => `${kind} ${name}`),
      ),
    lines() {
      const { cars, faults: met, gates } = medians();
      return [
        `median     ${cars} cars, ${met} faults, ${gates} gates`,
        `stops      ${list('status', statuses)}`,
        `told       ${list('event', kinds)}`,
        `heard      ${list('heard', heard)}`,
        `faults     ${list('fault', faults)}`,
        `left       ${list('ending', endings)}`,
        `not left   ${list('planned', all('planned')) || 'none'}`,
      ];
    },
    requestsEach: () => Math.round(requests / Math.max(sizes.cars.length, 1)),
    medians,
  };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
