import { sameName } from '../http/names.ts';
import type { Caller } from '../permissions/caller.ts';
import type { Store } from '../store/store.ts';
import type { DeploymentFreezeDocument, RecurringSchedule } from './state.ts';

type Written = Omit<DeploymentFreezeDocument, 'Id'>;

/** One combination that a freeze covers. */
interface Place {
  readonly projectId: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
}

function placesOf(freeze: Written): Place[] {
  const untenanted = Object.entries(freeze.ProjectEnvironmentScope).flatMap(([projectId, environmentIds]) =>
    environmentIds.map((environmentId) => ({ projectId, environmentId, tenantId: null })),
  );
  const tenanted = freeze.TenantProjectEnvironmentScope.map((scope) => ({
    projectId: scope.ProjectId,
    environmentId: scope.EnvironmentId,
    tenantId: scope.TenantId,
  }));
  return [...untenanted, ...tenanted];
}

/** What is wrong with a freeze as written. One that covers nothing yet is taken: its scope may come later. [client] */
export function freezeProblems(store: Store, written: Written, stored: DeploymentFreezeDocument | undefined): string[] {
  const places = placesOf(written);
  const clash = store
    .all('DeploymentFreezes')
    .some((other) => other.Id !== stored?.Id && sameName(other.Name, written.Name));
  return [
    ...(clash ? [`A deployment freeze named '${written.Name}' already exists.`] : []),
    ...timeProblems(written),
    ...new Set(places.flatMap((place) => placeProblems(store, place))),
    ...ownerProblems(store, written, places),
  ];
}

function timeProblems({ Start, End, RecurringSchedule: schedule }: Written): string[] {
  const wrong = [Start, End].filter((time) => Number.isNaN(Date.parse(time))).map((time) => `'${time}' is not a time.`);
  if (wrong.length > 0) return wrong;
  const order = Date.parse(End) <= Date.parse(Start) ? ['A deployment freeze must end after it starts.'] : [];
  return [...order, ...(schedule === null ? [] : scheduleProblems(schedule))];
}

function scheduleProblems(schedule: RecurringSchedule): string[] {
  const problems: string[] = [];
  if (schedule.EndType === 'OnDate' && Number.isNaN(Date.parse(schedule.EndOnDate ?? ''))) {
    problems.push('A schedule that ends OnDate needs an EndOnDate.');
  }
  if (schedule.EndType === 'AfterOccurrences' && (schedule.EndAfterOccurrences ?? 0) < 1) {
    problems.push('A schedule that ends AfterOccurrences needs an EndAfterOccurrences from 1 up.');
  }
  if (schedule.DateOfMonth && !/^([1-9]|[12]\d|3[01]|L)$/.test(schedule.DateOfMonth)) {
    problems.push(`'${schedule.DateOfMonth}' is no date of a month: 1 to 31, or L for the last.`);
  }
  if (schedule.DayNumberOfMonth && !/^[1-4L]$/.test(schedule.DayNumberOfMonth)) {
    problems.push(`'${schedule.DayNumberOfMonth}' is no number of a day: 1 to 4, or L for the last.`);
  }
  return problems;
}

function placeProblems(store: Store, { projectId, environmentId, tenantId }: Place): string[] {
  const project = store.get('Projects', projectId);
  if (project === undefined) return [`The project '${projectId}' does not exist.`];
  const problems: string[] = [];
  if (store.get('Environments', environmentId)?.SpaceId !== project.SpaceId) {
    problems.push(`The environment '${environmentId}' does not exist in the space of the project '${project.Name}'.`);
  }
  if (tenantId !== null && store.get('Tenants', tenantId)?.SpaceId !== project.SpaceId) {
    problems.push(`The tenant '${tenantId}' does not exist in the space of the project '${project.Name}'.`);
  }
  return problems;
}

/** A project's own freeze covers that project only. [docs] */
function ownerProblems(store: Store, { OwnerId }: Written, places: readonly Place[]): string[] {
  if (OwnerId === null) return [];
  const owner = store.get('Projects', OwnerId);
  if (owner === undefined) return [`The project '${OwnerId}' does not exist.`];
  return places.every(({ projectId }) => projectId === OwnerId)
    ? []
    : [`A deployment freeze of the project '${owner.Name}' covers no other project.`];
}

/**
 * Asks for the permission to administer freezes, and to view every project and environment in scope. [docs; which
 * permission on these is a guess]
 */
export function requireFreezeChange(store: Store, caller: Caller, freeze: Written): void {
  const places = placesOf(freeze);
  if (places.length === 0) caller.requirePermission('DeploymentFreezeAdminister', {});
  for (const { projectId, environmentId, tenantId } of places) {
    const spaceId = store.get('Projects', projectId)?.SpaceId;
    caller.requirePermission('DeploymentFreezeAdminister', { spaceId });
    caller.requirePermission('ProjectView', { spaceId, projectId });
    caller.requirePermission('EnvironmentView', { spaceId, environmentId });
    if (tenantId !== null) caller.requirePermission('TenantView', { spaceId, tenantId });
  }
}
