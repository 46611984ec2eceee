import type { Plan, PlannedGate, PlannedStop } from '@octotrain/train-engine';

/** Where something stands, as people say it: `merchant-portal (Acme Corp)`. */
export function carName(place: { readonly car: string; readonly tenant: string | null }): string {
  return place.tenant === null ? place.car : `${place.car} (${place.tenant})`;
}

/** `payments-api → Production`, `merchant-portal (Acme Corp) → Production`. */
export function stopName(stop: Pick<PlannedStop, 'car' | 'environment' | 'tenant'>): string {
  return `${carName({ car: stop.car, tenant: stop.tenant?.name ?? null })} → ${stop.environment.name}`;
}

/** Who may answer a gate: `Risk Team, not alex.rivera`. */
export function approversOf(plan: Plan, gate: PlannedGate): string {
  return `${gate.team.name}${gate.notRequester ? `, not ${plan.requester.username}` : ''}`;
}

/** What the people of a gate are shown: the step of the process, or the approval runbook. */
export function questionOf(plan: Plan, gate: PlannedGate): string {
  return gate.step ?? plan.approvals?.runbook.name ?? 'approval';
}

export function versionOf(plan: Plan, car: string): string {
  return plan.cars.find((each) => each.id === car)?.version ?? '';
}

/** `1 stop`, `9 stops`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
