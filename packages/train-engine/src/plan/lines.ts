import type { Car } from '../file/train.ts';
import type { ObservedCar, ObservedCurrent } from './observed.ts';
import { sameName } from './order.ts';
import type { Ref } from './plan.ts';

/** One line of deployments of a car, which walks the lifecycle on its own: a tenant, or null for untenanted. */
export interface Line {
  readonly tenant: Ref | null;
}

/** The lines that the train moves. */
export function linesOf(car: Car, there: ObservedCar): readonly Line[] {
  if (!car.tenants) return [{ tenant: null }];
  const tenants = car.tenants.include.flatMap((name): Line[] => {
    const tenant = there.tenants.find((each) => sameName(each.name, name));
    return tenant ? [{ tenant: { id: tenant.id, name: tenant.name } }] : [];
  });
  return car.tenants.untenanted ? [...tenants, { tenant: null }] : tenants;
}

/** The lines that an automatic phase deploys: every connected tenant, and untenanted where the project allows it. [docs] */
export function everyLine(there: ObservedCar): readonly Line[] {
  const tenanted =
    there.tenancy === 'Untenanted' ? [] : there.tenants.map(({ id, name }) => ({ tenant: { id, name } }));
  return there.tenancy === 'Tenanted' ? tenanted : [...tenanted, { tenant: null }];
}

/** Ids of the environments where a line may be deployed. */
export function connectedOf(there: ObservedCar, line: Line): ReadonlySet<string> {
  if (!line.tenant) return new Set(there.environments.map(({ id }) => id));
  return new Set(there.tenants.find(({ id }) => id === line.tenant?.id)?.environmentIds ?? []);
}

/** Ids of the environments where the release has succeeded for a line. */
export function succeededOf(there: ObservedCar, line: Line): ReadonlySet<string> {
  const places = there.release?.succeeded ?? [];
  return new Set(
    places.filter((place) => place.tenantId === (line.tenant?.id ?? null)).map((place) => place.environmentId),
  );
}

/** What stands in an environment for a line. */
export function currentOf(there: ObservedCar, environment: Ref, line: Line): ObservedCurrent | undefined {
  return there.current.find(
    (current) => current.environmentId === environment.id && current.tenantId === (line.tenant?.id ?? null),
  );
}

/** `car/Environment` or `car/Environment/Tenant`. */
export function stopId(car: string, environment: Ref, tenant: Ref | null): string {
  return [car, environment.name, ...(tenant ? [tenant.name] : [])].join('/');
}
