import { eventGroups } from '../events/groups.ts';
import type { EventDocument } from '../events/state.ts';
import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import type { TriggerFilter } from './filters.ts';
import type { ProjectTriggerDocument } from './state.ts';

/** The target whose event sets a trigger off: of a wanted kind, in a wanted environment, with a wanted tag. [docs] */
export function machineThatFires(store: Store, filter: TriggerFilter, event: EventDocument): string | undefined {
  if (filter.FilterType !== 'MachineFilter' || !isWanted(filter, event.Category)) return undefined;
  const machineId = event.RelatedDocumentIds.find((id) => id.startsWith('Machines-'));
  const machine = machineId === undefined ? undefined : store.get('Machines', machineId);
  if (machine === undefined) return undefined;
  const fits = (wanted: readonly string[], own: readonly string[]) =>
    wanted.length === 0 || wanted.some((value) => own.some((other) => sameName(other, value)));
  return fits(filter.EnvironmentIds, machine.EnvironmentIds) && fits(filter.Roles, machine.Roles)
    ? machine.Id
    : undefined;
}

/** A filter that names no kind of event waits for all those of machines. [guess] */
function isWanted(
  filter: { readonly EventGroups: readonly string[]; readonly EventCategories: readonly string[] },
  category: string,
): boolean {
  const named = filter.EventGroups.length > 0 || filter.EventCategories.length > 0;
  const groups = named ? filter.EventGroups : ['Machine'];
  return (
    filter.EventCategories.includes(category) ||
    eventGroups.some(({ Id, EventCategories }) => groups.includes(Id) && EventCategories.includes(category))
  );
}

/** The package of an event that tells of a new version in a feed. */
export function pushedPackage(store: Store, event: EventDocument): string | undefined {
  const [id = ''] = event.RelatedDocumentIds;
  if (event.Category !== 'Created' && event.Category !== 'PackageUploaded') return undefined;
  return store.get('Packages', id)?.PackageId;
}

/** The packages that a trigger waits for, by the actions that use them now. */
export function awaitedPackages(store: Store, trigger: ProjectTriggerDocument): readonly string[] {
  const { Filter: filter, ProjectId } = trigger;
  if (filter.FilterType !== 'FeedFilter') return [];
  const process = store.all('DeploymentProcesses').find((candidate) => candidate.ProjectId === ProjectId);
  const actions = process?.Steps.flatMap(({ Actions }) => Actions) ?? [];
  return filter.Packages.flatMap(({ DeploymentActionSlug, PackageReference }) =>
    actions
      .filter(({ Slug, Name }) => sameName(Slug ?? '', DeploymentActionSlug) || sameName(Name, DeploymentActionSlug))
      .flatMap(({ Packages }) => Packages.filter(({ Name }) => Name === PackageReference))
      .map(({ PackageId }) => PackageId),
  );
}
