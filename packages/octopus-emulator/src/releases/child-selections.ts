import { propertyText } from '../execution/properties.ts';
import { byNameOrId } from '../http/lookup.ts';
import type { StepDocument } from '../processes/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import type { ReleaseDocument, SelectedPackage } from './state.ts';

/** The newest release of a project by creation, not by version. [docs] */
export function newestRelease({ store }: Pick<World, 'store'>, projectId: string): ReleaseDocument | undefined {
  const [newest] = store.newest('Releases', { group: ({ ProjectId }) => ProjectId === projectId }).slice(0, 1);
  return newest;
}

/** The project that a step deploys a release of, by id, slug or name; undefined for other steps. */
export function childProject(
  { store }: Pick<World, 'store'>,
  action: StepDocument['Actions'][number],
  spaceId: string,
): ProjectDocument | undefined {
  if (action.ActionType !== 'Octopus.DeployRelease') return undefined;
  const named = propertyText(action.Properties['Octopus.Action.DeployRelease.ProjectId']);
  const wanted = named || action.Packages[0]?.PackageId;
  const projects = store.all('Projects').filter(({ SpaceId }) => SpaceId === spaceId);
  return wanted === undefined ? undefined : byNameOrId(projects, wanted);
}

/** Versions for the steps that deploy releases of other projects and have none yet: the newest when the release is made. [docs] */
export function childSelections(
  world: Pick<World, 'store'>,
  process: { readonly SpaceId: string; readonly Steps: readonly StepDocument[] },
  selected: readonly SelectedPackage[],
): SelectedPackage[] {
  return process.Steps.flatMap((step) =>
    step.Actions.flatMap((action) => {
      const project = childProject(world, action, process.SpaceId);
      const fixed = propertyText(action.Properties['Octopus.Action.DeployRelease.ReleaseVersion']);
      if (project === undefined || fixed || selected.some(({ ActionName }) => ActionName === action.Name)) return [];
      const newest = newestRelease(world, project.Id);
      if (newest === undefined) return [];
      return [{ ActionName: action.Name, PackageReferenceName: '', StepName: step.Name, Version: newest.Version }];
    }),
  );
}
