import type { Plan, PlannedStop } from './plan.ts';

/** Whether two names mean the same thing of the server, which does not mind capitals. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Which place of the path an environment has; -1 when it has none. */
export function placeOnPath(environments: readonly string[], name: string): number {
  return environments.findIndex((each) => sameName(each, name));
}

/**
 * Whether a stop waits for another: its car must have succeeded in the environments before, and the cars it comes after must have succeeded
 * there (`by: environment`) or everywhere (`by: car`). `by: environment` also holds every car back until all have reached the environment before.
 */
export function comesBefore(
  plan: Pick<Plan, 'by' | 'environments' | 'cars'>,
  other: PlannedStop,
  stop: PlannedStop,
): boolean {
  const at = placeOnPath(plan.environments, stop.environment.name);
  const otherAt = placeOnPath(plan.environments, other.environment.name);
  if (otherAt < at && (other.car === stop.car || plan.by === 'environment')) return true;
  const after = plan.cars.find((car) => car.id === stop.car)?.after ?? [];
  return after.includes(other.car) && (plan.by === 'car' || otherAt === at);
}

const orders = new WeakMap<object, ReadonlyMap<string, readonly PlannedStop[]>>();

/** The stops that a stop waits for. Of one plan they are looked for once: it never changes. */
export function stopsBefore(
  plan: Pick<Plan, 'by' | 'environments' | 'cars' | 'stops'>,
  stop: PlannedStop,
): readonly PlannedStop[] {
  const order =
    orders.get(plan) ??
    new Map(plan.stops.map((each) => [each.id, plan.stops.filter((other) => comesBefore(plan, other, each))]));
  orders.set(plan, order);
  return order.get(stop.id) ?? [];
}
