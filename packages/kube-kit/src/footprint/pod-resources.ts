import { field, listField, textField } from '../json.ts';
import { largerQuantity, parseQuantity, type Quantity, zeroQuantity } from '../quantity/quantity.ts';

/** Amounts by their resource: `cpu`, `memory` … */
export type Amounts = ReadonlyMap<string, Quantity>;

/** What a pod asks for and may use at most, as the scheduler counts it and `kubectl describe node` shows it. */
export function podResources(pod: unknown): { requests: Amounts; limits: Amounts } {
  return { requests: amountsOf(pod, 'requests'), limits: amountsOf(pod, 'limits') };
}

/**
 * Containers together; init containers run before them, one at a time, so the greedier of both counts. Init containers
 * that stay (`restartPolicy: Always`) count with what runs beside them. What the pod says of itself wins.
 */
function amountsOf(pod: unknown, kind: 'requests' | 'limits'): Amounts {
  const containers = listField(pod, 'spec', 'containers').reduce<Amounts>(
    (sum, container) => added(sum, amountsIn(container, kind)),
    new Map(),
  );
  let staying: Amounts = new Map();
  let start: Amounts = new Map();
  for (const container of listField(pod, 'spec', 'initContainers')) {
    const own = amountsIn(container, kind);
    if (textField(container, 'restartPolicy') === 'Always') {
      staying = added(staying, own);
      start = larger(start, staying);
    } else start = larger(start, added(staying, own));
  }
  const needed = larger(added(containers, staying), start);
  const own = amountsIn(field(pod, 'spec'), kind);
  const whole = new Map([...needed, ...own]);
  const overhead = amountsFrom(field(pod, 'spec', 'overhead'));
  // A limit that nobody set stays none: overhead alone is no limit.
  return kind === 'requests'
    ? added(whole, overhead)
    : new Map([...added(whole, overhead)].filter(([name]) => whole.has(name)));
}

function amountsIn(container: unknown, kind: 'requests' | 'limits'): Amounts {
  return amountsFrom(field(container, 'resources', kind));
}

/** The amounts of an object such as `resources.requests`. */
export function amountsFrom(resources: unknown): Amounts {
  const found = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(Object(resources))) {
    const quantity = parseQuantity(text);
    if (quantity) found.set(name, quantity);
  }
  return found;
}

/** Both together. */
export function added(one: Amounts, other: Amounts): Amounts {
  const sum = new Map(one);
  for (const [name, { nanos, format }] of other) {
    const known = sum.get(name);
    sum.set(name, { nanos: (known?.nanos ?? 0n) + nanos, format: known && known.nanos !== 0n ? known.format : format });
  }
  return sum;
}

function larger(one: Amounts, other: Amounts): Amounts {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map(
    [...names].map((name) => [name, largerQuantity(one.get(name) ?? zeroQuantity, other.get(name) ?? zeroQuantity)]),
  );
}
