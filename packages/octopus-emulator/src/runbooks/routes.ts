import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import { emptyProcess, runbookProcessIdOf } from '../processes/make.ts';
import type { ProcessDocument } from '../processes/state.ts';
import { nextProcess, recordProcessChange, shownProcess } from '../processes/write.ts';
import { requireDatabase } from '../project-git/repository.ts';
import { projects } from '../projects/routes.ts';
import { findDocument } from '../resource/find.ts';
import { unknownIds } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type RunbookDocument, runbookSchema } from './state.ts';

type Written = ReturnType<(typeof runbookSchema)['parse']>;

export const runbooks: Resource<RunbookDocument, Written> = {
  path: '/runbooks',
  kind: 'runbook',
  itemType: 'Runbook',
  shelf: shelf('Runbooks'),
  schema: runbookSchema,
  permissions: { view: 'RunbookView', create: 'RunbookEdit', edit: 'RunbookEdit', remove: 'RunbookEdit' },
  scopes: (runbook) => [{ projectId: runbook.ProjectId }],
  family: (runbook) => runbook.ProjectId,
  filter: (documents, { query }) => {
    const ids = query.list('projectIds');
    return ids.length === 0 ? documents : documents.filter((runbook) => ids.includes(runbook.ProjectId));
  },
  problems: runbookProblems,
  make: (_, { written, identity }) => ({ ...written, ...identity, RunbookProcessId: runbookProcessIdOf(identity.Id) }),
  users: () => [],
  links: (runbook) => ({
    RunbookProcesses: `/api/${runbook.SpaceId}/runbookProcesses/${runbook.RunbookProcessId}`,
    RunbookSnapshots: `/api/${runbook.SpaceId}/runbooks/${runbook.Id}/runbookSnapshots{?skip,take}`,
    RunbookSnapshotTemplate: `/api/${runbook.SpaceId}/runbooks/${runbook.Id}/runbookSnapshotTemplate`,
  }),
  related: (runbook) => [runbook.ProjectId],
  created: ({ world, space }, runbook) =>
    world.store.put(
      'RunbookProcesses',
      emptyProcess({ spaceId: space.Id, projectId: runbook.ProjectId, runbookId: runbook.Id }),
    ),
  removed: ({ world }, runbook) => {
    world.store.remove('RunbookProcesses', runbook.RunbookProcessId);
    for (const { Id } of world.store.where('RunbookSnapshots', 'RunbookId', runbook.Id)) {
      world.store.remove('RunbookSnapshots', Id);
    }
  },
};

function runbookProblems(
  { world, space }: RouteContext,
  written: Written,
  stored: RunbookDocument | undefined,
): readonly string[] {
  const at = { spaceId: space.Id };
  const { store } = world;
  const published = written.PublishedRunbookSnapshotId;
  return [
    ...unknownIds(store, { ...at, collection: 'Projects', kind: 'project', ids: [written.ProjectId] }),
    ...unknownIds(store, { ...at, collection: 'Environments', kind: 'environment', ids: written.Environments }),
    ...(stored !== undefined && stored.ProjectId !== written.ProjectId
      ? ['A runbook cannot move to another project.']
      : []),
    ...(published !== null && store.get('RunbookSnapshots', published)?.RunbookId !== stored?.Id
      ? [`The runbook has no snapshot '${published}'.`]
      : []),
  ];
}

export function registerRunbookRoutes(api: Api): void {
  registerResource(api, runbooks, {
    path: '/projects/:ownerId',
    field: 'ProjectId',
    ownerId: (context) => findDocument(projects, context, param(context, 'ownerId')).Id,
    belongs: (runbook, ownerId) => runbook.ProjectId === ownerId,
  });
  api.space('GET', '/runbookProcesses', (context) =>
    pageReply(context, { itemType: 'RunbookProcess', found: listProcesses(context), show: shownProcess }),
  );
  // Below their project, too. [client]
  for (const owner of ['', '/projects/:projectId']) {
    api.space('GET', `${owner}/runbookProcesses/:id`, readProcess);
    api.space('PUT', `${owner}/runbookProcesses/:id`, writeProcess);
  }
}

/** Processes of the space's runbooks, as far as the caller may see them. [docs] */
function listProcesses({ world, caller, space, query }: RouteContext): readonly ProcessDocument[] {
  caller.requirePermission('RunbookView', { spaceId: space.Id });
  const visible = world.store
    .all('RunbookProcesses')
    .filter(
      ({ SpaceId, ProjectId }) =>
        SpaceId === space.Id && caller.may('RunbookView', { spaceId: SpaceId, projectId: ProjectId }),
    );
  return filtered(visible, query);
}

function existing(context: RouteContext): ProcessDocument {
  const id = param(context, 'id');
  const process = context.world.store.get('RunbookProcesses', id);
  if (process === undefined || process.SpaceId !== context.space.Id) throw notFound('runbook process', id);
  const { projectId } = context.params;
  if (projectId !== undefined && findDocument(projects, context, projectId).Id !== process.ProjectId) {
    throw notFound('runbook process', id);
  }
  return process;
}

function readProcess(context: RouteContext): Reply {
  const process = existing(context);
  context.caller.requirePermission('RunbookView', { spaceId: process.SpaceId, projectId: process.ProjectId });
  requireDatabase(context.world.store.get('Projects', process.ProjectId));
  return ok(shownProcess(process));
}

function writeProcess(context: RouteContext): Reply {
  const { world, caller } = context;
  const stored = existing(context);
  caller.requirePermission('RunbookEdit', { spaceId: stored.SpaceId, projectId: stored.ProjectId });
  requireDatabase(world.store.get('Projects', stored.ProjectId));
  const process = nextProcess(context, stored);
  world.store.put('RunbookProcesses', process);
  const runbook = world.store.all('Runbooks').find((candidate) => candidate.RunbookProcessId === process.Id);
  recordProcessChange(context, {
    what: `Process of runbook ${runbook?.Name ?? process.Id}`,
    owners: [...(runbook === undefined ? [] : [runbook.Id]), process.ProjectId],
    before: stored,
    after: process,
  });
  return ok(shownProcess(process));
}
