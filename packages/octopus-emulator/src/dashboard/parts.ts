import type { ProjectDocument } from '../projects/state.ts';
import type { Store } from '../store/store.ts';
import type { TenantDocument } from '../tenants/state.ts';

/** A project of a dashboard, with the environments that its lifecycles lead to. */
export function dashboardProject(store: Store, project: ProjectDocument, environmentIds: readonly string[]): object {
  return {
    Id: project.Id,
    Name: project.Name,
    Slug: project.Slug,
    ProjectGroupId: project.ProjectGroupId,
    EnvironmentIds: reachable(store, project, environmentIds),
    IsDisabled: project.IsDisabled,
    CanPerformUntenantedDeployment: project.TenantedDeploymentMode !== 'Tenanted',
    TenantedDeploymentMode: project.TenantedDeploymentMode,
    Links: { Self: `/api/${project.SpaceId}/projects/${project.Id}` },
  };
}

/** Environments of any lifecycle of a project, its own or a channel's, in sort order. Without phases, or in a phase that names none: all. */
export function reachable(
  store: Store,
  project: ProjectDocument,
  environmentIds: readonly string[],
): readonly string[] {
  const channels = store.all('Channels').filter(({ ProjectId }) => ProjectId === project.Id);
  const lifecycleIds = new Set([project.LifecycleId, ...channels.map(({ LifecycleId }) => LifecycleId)]);
  const named = new Set<string>();
  for (const id of lifecycleIds) {
    const phases = (id && store.get('Lifecycles', id)?.Phases) || [];
    const targets = phases.map((phase) => [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets]);
    if (id && (phases.length === 0 || targets.some((ids) => ids.length === 0))) return environmentIds;
    for (const environmentId of targets.flat()) named.add(environmentId);
  }
  return environmentIds.filter((id) => named.has(id));
}

export function dashboardTenant({ Id, SpaceId, Name, TenantTags, ProjectEnvironments }: TenantDocument): object {
  return { Id, Name, TenantTags, ProjectEnvironments, Links: { Self: `/api/${SpaceId}/tenants/${Id}` } };
}
