import type { ClockState } from '../control/clock-control.ts';
import type { Control } from '../control/routes.ts';
import { freezeStatus } from '../deployment-freezes/windows.ts';
import type { ListedFault } from '../faults/board.ts';
import { activeTasks } from '../tasks/queue.ts';
import type { World } from '../world.ts';

/** What the page tells. Names, and an id only where it is the thing to look for; no field of it can hold a secret. */
export interface PageView {
  readonly clock: ClockState;
  readonly spaces: readonly SpaceView[];
  readonly tasks: readonly TaskView[];
  /** Tasks there are in all. */
  readonly taskCount: number;
  readonly interventions: readonly InterventionView[];
  readonly freezes: readonly FreezeView[];
  readonly faults: readonly ListedFault[];
}

interface SpaceView {
  readonly name: string;
  readonly projects: number;
  readonly environments: number;
  readonly tenants: number;
  readonly releases: number;
  readonly deployments: number;
  readonly activeTasks: number;
}

interface Place {
  readonly project: string;
  readonly environment: string;
  readonly tenant: string;
}

interface TaskView extends Place {
  readonly id: string;
  readonly description: string;
  readonly state: string;
  readonly queued: string;
  /** Whom it waits for; '' for nobody. */
  readonly waitsFor: string;
}

interface InterventionView extends Place {
  readonly title: string;
  readonly task: string;
  readonly waitsFor: string;
  readonly since: string;
}

interface FreezeView {
  readonly name: string;
  readonly where: string;
}

const MOST_TASKS = 50;

/** The server as the page shows it. */
export function pageView({ store, clock }: Pick<World, 'store' | 'clock'>, control: Control): PageView {
  const name = (collection: 'Projects' | 'Environments' | 'Tenants', id: string | null): string =>
    id === null ? '' : (store.get(collection, id)?.Name ?? id);
  const place = (at: { ProjectId: string | null; EnvironmentId: string | null; TenantId: string | null }): Place => ({
    project: name('Projects', at.ProjectId),
    environment: name('Environments', at.EnvironmentId),
    tenant: name('Tenants', at.TenantId),
  });
  const waiting = store.newest('Interruptions', { group: ({ IsPending }) => IsPending });
  const pending = waiting.slice(0, waiting.length).toReversed();
  const asked = ({ ResponsibleTeamIds: teams, ResponsibleUserId: user }: (typeof pending)[number]): string => {
    if (user !== null) return store.get('Users', user)?.DisplayName ?? user;
    return teams.length === 0 ? 'whoever may deploy' : teams.map((id) => store.get('Teams', id)?.Name ?? id).join(', ');
  };
  const countBySpace = (documents: readonly { readonly SpaceId: string | null }[]) => {
    const counts = new Map<string | null, number>();
    for (const { SpaceId } of documents) counts.set(SpaceId, (counts.get(SpaceId) ?? 0) + 1);
    return (id: string) => counts.get(id) ?? 0;
  };
  const counted = {
    projects: countBySpace(store.all('Projects')),
    environments: countBySpace(store.all('Environments')),
    tenants: countBySpace(store.all('Tenants')),
    activeTasks: countBySpace(activeTasks(store)),
  };

  return {
    clock: control.clock.state(),
    spaces: store.all('Spaces').map(({ Id, Name }) => ({
      name: Name,
      projects: counted.projects(Id),
      environments: counted.environments(Id),
      tenants: counted.tenants(Id),
      releases: store.newest('Releases', { group: ({ SpaceId }) => SpaceId === Id }).length,
      deployments: store.newest('Deployments', { group: ({ SpaceId }) => SpaceId === Id }).length,
      activeTasks: counted.activeTasks(Id),
    })),
    tasks: store
      .newest('ServerTasks', {})
      .slice(0, MOST_TASKS)
      .map((task) => ({
        ...place(task),
        id: task.Id,
        description: task.Description,
        state: task.State,
        queued: task.QueueTime,
        waitsFor: pending
          .filter(({ TaskId }) => TaskId === task.Id)
          .map(asked)
          .join('; '),
      })),
    taskCount: store.newest('ServerTasks', {}).length,
    interventions: pending.map((each) => ({
      ...place(each),
      title: each.Title,
      task: each.TaskId,
      waitsFor: asked(each),
      since: each.Created,
    })),
    freezes: store
      .all('DeploymentFreezes')
      .filter((freeze) => freezeStatus(freeze, clock.now()) === 'Active')
      .map((freeze) => ({
        name: freeze.Name,
        where: [
          ...Object.entries(freeze.ProjectEnvironmentScope).map(
            ([project, ids]) =>
              `${name('Projects', project)} in ${ids.map((id) => name('Environments', id)).join(', ')}`,
          ),
          ...freeze.TenantProjectEnvironmentScope.map(
            (at) =>
              `${name('Projects', at.ProjectId)} in ${name('Environments', at.EnvironmentId)} for ${name('Tenants', at.TenantId)}`,
          ),
        ].join('; '),
      })),
    faults: control.faults.list(),
  };
}
