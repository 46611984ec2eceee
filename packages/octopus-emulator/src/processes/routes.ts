import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import { requireDatabase } from '../project-git/repository.ts';
import { projects } from '../projects/routes.ts';
import { findDocument } from '../resource/find.ts';
import { deploymentProcessIdOf } from './make.ts';
import type { ProcessDocument } from './state.ts';
import { nextProcess, recordProcessChange, shownProcess } from './write.ts';

export function registerProcessRoutes(api: Api): void {
  api.space('GET', '/deploymentprocesses', (context) =>
    pageReply(context, { itemType: 'DeploymentProcess', found: list(context), show: shownProcess }),
  );
  api.space('GET', '/deploymentprocesses/:id', (context) => read(context, frozen(context) ?? byId(context)));
  api.space('PUT', '/deploymentprocesses/:id', (context) => write(context, byId(context)));
  api.space('GET', '/projects/:projectId/deploymentprocesses', (context) => read(context, byProject(context)));
  api.space('PUT', '/projects/:projectId/deploymentprocesses', (context) => write(context, byProject(context)));
}

/** Processes of the space whose steps the caller may see. [client] */
function list({ world, caller, space, query }: RouteContext): readonly ProcessDocument[] {
  caller.requirePermission('ProcessView', { spaceId: space.Id });
  const visible = world.store
    .all('DeploymentProcesses')
    .filter(
      ({ SpaceId, ProjectId }) =>
        SpaceId === space.Id && caller.may('ProcessView', { spaceId: SpaceId, projectId: ProjectId }),
    );
  return filtered(visible, query);
}

function byId(context: RouteContext): ProcessDocument {
  return existing(context, param(context, 'id'));
}

/** The process as a release keeps it, under the snapshot's own id. [client] */
function frozen(context: RouteContext): ProcessDocument | undefined {
  const { store } = context.world;
  const snapshot = store.get('ProcessSnapshots', param(context, 'id'));
  const process = snapshot && store.get('DeploymentProcesses', snapshot.OwnerId);
  if (!snapshot || process?.SpaceId !== context.space.Id) return undefined;
  return { ...process, Id: snapshot.Id, Version: snapshot.Version, Steps: snapshot.Steps };
}

function byProject(context: RouteContext): ProcessDocument {
  return existing(context, deploymentProcessIdOf(findDocument(projects, context, param(context, 'projectId')).Id));
}

function existing({ world, space }: RouteContext, id: string): ProcessDocument {
  const process = world.store.get('DeploymentProcesses', id);
  if (process === undefined || process.SpaceId !== space.Id) throw notFound('deployment process', id);
  return process;
}

function read({ world, caller }: RouteContext, process: ProcessDocument): Reply {
  caller.requirePermission('ProcessView', { spaceId: process.SpaceId, projectId: process.ProjectId });
  // What a release keeps is read by its own id.
  if (process.Id === deploymentProcessIdOf(process.ProjectId)) {
    requireDatabase(world.store.get('Projects', process.ProjectId));
  }
  return ok(shownProcess(process));
}

function write(context: RouteContext, stored: ProcessDocument): Reply {
  const { world, caller } = context;
  caller.requirePermission('ProcessEdit', { spaceId: stored.SpaceId, projectId: stored.ProjectId });
  requireDatabase(world.store.get('Projects', stored.ProjectId));
  const process = nextProcess(context, stored);
  world.store.put('DeploymentProcesses', process);
  const name = world.store.get('Projects', stored.ProjectId)?.Name ?? stored.ProjectId;
  recordProcessChange(context, {
    what: `Deployment process of ${name}`,
    owners: [process.ProjectId],
    before: stored,
    after: process,
  });
  return ok(shownProcess(process));
}
