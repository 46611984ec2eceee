import type { DeploymentDocument } from '../deployments/state.ts';
import {
  automaticTargets,
  implicitPhases,
  type PhaseShape,
  type PhaseState,
  progressThrough,
} from '../lifecycles/progression.ts';
import type { LifecycleDocument } from '../lifecycles/state.ts';
import type { World } from '../world.ts';
import type { ReleaseDocument } from './state.ts';

/** A phase with the id that documents show. */
type IdentifiedPhase = PhaseShape & { readonly Id: string };

/** How far one release has come, for one tenant or untenanted. */
export interface ReleaseProgress {
  readonly phases: readonly PhaseState<IdentifiedPhase>[];
  readonly succeeded: ReadonlySet<string>;
}

/** The lifecycle of a channel: its own, else the project's. [docs] */
export function lifecycleOf(
  { store }: World,
  owner: { readonly projectId: string; readonly channelId: string },
): LifecycleDocument | undefined {
  const own = store.get('Channels', owner.channelId)?.LifecycleId ?? null;
  const id = own ?? store.get('Projects', owner.projectId)?.LifecycleId;
  return id === undefined ? undefined : store.get('Lifecycles', id);
}

/** Whether a defect of the release is unresolved. */
export function isBlocked({ store }: World, releaseId: string): boolean {
  return store.where('Defects', 'ReleaseId', releaseId).some(({ Status }) => Status === 'Unresolved');
}

/** Environments where a release was deployed with success, for one tenant or untenanted. Only Success counts. [docs] */
function succeededIn(world: World, releaseId: string, tenantId: string | null): Set<string> {
  return new Set(successesOf(world, releaseId, tenantId).map(({ EnvironmentId }) => EnvironmentId));
}

function successesOf({ store }: World, releaseId: string, tenantId: string | null): readonly DeploymentDocument[] {
  return store
    .where('Deployments', 'ReleaseId', releaseId)
    .filter(({ TenantId }) => TenantId === tenantId)
    .filter(({ TaskId }) => store.get('ServerTasks', TaskId)?.State === 'Success');
}

function successesIn(
  world: World,
  releaseId: string,
  place: { readonly tenantId: string | null; readonly environmentId: string },
): number {
  const all = successesOf(world, releaseId, place.tenantId);
  return all.filter(({ EnvironmentId }) => EnvironmentId === place.environmentId).length;
}

/** Judges a release by its lifecycle as it is now. */
export function progressOf(world: World, release: ReleaseDocument, tenantId: string | null): ReleaseProgress {
  const succeeded = succeededIn(world, release.Id, tenantId);
  return { phases: phasesFor(world, release, succeeded), succeeded };
}

function phasesFor(
  world: World,
  release: ReleaseDocument,
  succeeded: ReadonlySet<string>,
): PhaseState<IdentifiedPhase>[] {
  const environments = world.store
    .all('Environments')
    .filter(({ SpaceId }) => SpaceId === release.SpaceId)
    .sort((a, b) => a.SortOrder - b.SortOrder);
  const lifecycle = lifecycleOf(world, { projectId: release.ProjectId, channelId: release.ChannelId });
  const own = lifecycle?.Phases ?? [];
  return progressThrough<IdentifiedPhase>({
    phases: own.length > 0 ? own : implicitPhases(environments),
    environments: environments.map(({ Id }) => Id),
    succeeded,
    blocked: isBlocked(world, release.Id),
  });
}

/**
 * Environments that the server now owes an automatic deployment: of a new release (`after` undefined), or because of a
 * success in the environment `after`. Only the first success there enters a phase: deploying once more owes nothing. [guess]
 */
export function owedEnvironments(
  world: World,
  release: ReleaseDocument,
  place: { readonly tenantId: string | null; readonly after?: string | undefined },
): string[] {
  const { phases, succeeded } = progressOf(world, release, place.tenantId);
  if (place.after === undefined) return automaticTargets([], phases);
  if (successesIn(world, release.Id, { tenantId: place.tenantId, environmentId: place.after }) > 1) return [];
  const before = new Set(succeeded);
  before.delete(place.after);
  return automaticTargets(phasesFor(world, release, before), phases);
}
