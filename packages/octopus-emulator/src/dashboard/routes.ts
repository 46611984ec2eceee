import { environments } from '../environments/resource.ts';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { byName } from '../http/listing.ts';
import { projectGroups } from '../project-groups/routes.ts';
import { projects } from '../projects/routes.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { viewable } from '../resource/find.ts';
import type { Resource, SpaceDocumentBase } from '../resource/resource.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import { tenants } from '../tenants/routes.ts';
import { dashboardProject, dashboardTenant, reachable } from './parts.ts';
import { dashboardItem, highestOnly, latestAt, maySee, type Place, placesOf } from './places.ts';

/** What is deployed where, at a glance. */
export function registerDashboardRoutes(api: Api): void {
  api.space('GET', '/dashboard', (context) => {
    const { query } = context;
    const projectId = query.text('projectId');
    const tenantIds = query.list('selectedTenants');
    const tags = query.list('selectedTags');
    const chosenTenants = new Set(
      tenantsSeen(context)
        .filter(
          ({ Id, TenantTags }) => tenantIds.includes(Id) || (tags.length > 0 && passesTagFilter(TenantTags, tags)),
        )
        .map(({ Id }) => Id),
    );
    const narrowed = tenantIds.length + tags.length > 0;
    return dashboard(context, {
      project: (id) => projectId === undefined || id === projectId,
      environment: () => true,
      place: ({ TenantId }) => !narrowed || (TenantId !== null && chosenTenants.has(TenantId)),
      previous: true,
      filtered: narrowed || projectId !== undefined || query.text('releaseId') !== undefined,
    });
  });
  api.space('GET', '/dashboard/dynamic', (context) => {
    const [projectIds, environmentIds] = [context.query.list('projects'), context.query.list('environments')];
    return dashboard(context, {
      project: (id) => projectIds.length === 0 || projectIds.includes(id),
      environment: (id) => environmentIds.length === 0 || environmentIds.includes(id),
      place: () => true,
      previous: context.query.flag('includePrevious') ?? false,
      filtered: projectIds.length + environmentIds.length > 0,
    });
  });
}

interface Choice {
  readonly project: (id: string) => boolean;
  readonly environment: (id: string) => boolean;
  readonly place: (place: Place) => boolean;
  readonly previous: boolean;
  readonly filtered: boolean;
}

function dashboard(context: RouteContext, choice: Choice): Reply {
  const { world, caller, space, query } = context;
  const { store } = world;
  const releaseId = query.text('releaseId');
  const shownProjects = viewable(projects, context).filter(({ Id }) => choice.project(Id));
  const shownEnvironments = seen(environments, context)
    .filter(({ Id }) => choice.environment(Id))
    .sort((a, b) => a.SortOrder - b.SortOrder);
  const environmentIds = shownEnvironments.map(({ Id }) => Id);
  const projectIds = new Set(shownProjects.map(({ Id }) => Id));
  const found = placesOf(store, space.Id)
    .filter(({ ProjectId, EnvironmentId }) => projectIds.has(ProjectId) && environmentIds.includes(EnvironmentId))
    .filter((place) => choice.place(place) && maySee(caller.may, space.Id, place))
    .flatMap((place) => latestAt(store, place) ?? [])
    .filter(({ current }) => releaseId === undefined || current.ReleaseId === releaseId);
  const chosen = query.flag('highestLatestVersionPerProjectAndEnvironment') ? highestOnly(store, found) : found;
  const before = choice.previous ? chosen.flatMap(({ previous }) => previous ?? []) : [];
  return ok({
    Projects: [...shownProjects].sort(byName).map((project) => dashboardProject(store, project, environmentIds)),
    ProjectGroups: groupsOf(context, shownProjects, environmentIds),
    Environments: shownEnvironments.map(({ Id, Name }) => ({ Id, Name })),
    Tenants: tenantsSeen(context).map(dashboardTenant),
    Items: chosen.flatMap(({ current }) => dashboardItem(world, current, { IsCurrent: true, IsPrevious: false }) ?? []),
    PreviousItems: before.flatMap(
      (deployment) => dashboardItem(world, deployment, { IsCurrent: false, IsPrevious: true }) ?? [],
    ),
    ProjectLimit: null,
    IsFiltered: choice.filtered,
    Links: { Self: `${context.path}${context.search}` },
  });
}

function groupsOf(
  context: RouteContext,
  shownProjects: readonly ProjectDocument[],
  environmentIds: readonly string[],
): readonly object[] {
  const { store } = context.world;
  return [...seen(projectGroups, context)].sort(byName).map(({ Id, SpaceId, Name }) => {
    const inside = shownProjects.filter(({ ProjectGroupId }) => ProjectGroupId === Id);
    const reached = new Set(inside.flatMap((project) => reachable(store, project, environmentIds)));
    return {
      Id,
      Name,
      EnvironmentIds: environmentIds.filter((id) => reached.has(id)),
      Links: { Self: `/api/${SpaceId}/projectgroups/${Id}` },
    };
  });
}

function tenantsSeen(context: RouteContext) {
  return [...seen(tenants, context)].sort(byName);
}

/** What the caller may view; nothing where the permission is missing altogether: a dashboard leaves that out. */
function seen<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
): D[] {
  const may = context.caller.may(resource.permissions.view, { spaceId: context.space.Id });
  return may ? [...viewable(resource, context)] : [];
}
