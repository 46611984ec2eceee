import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { byNameSchema, refreshNamed } from '../snapshots/by-name.ts';
import { snapshotAllVariables } from '../snapshots/take.ts';
import { nameProblems, showSnapshot, snapshotSchema, visibleSnapshot } from './routes.ts';
import type { RunbookSnapshotDocument } from './state.ts';

/** Changing snapshots of runbooks: name and notes, variables taken anew, deletion. */
export function registerRunbookSnapshotChangeRoutes(api: Api): void {
  api.space('PUT', '/runbookSnapshots/:id', (context) => {
    const snapshot = editableSnapshot(context);
    const written = validated(snapshotSchema, context.body);
    const Name = written.Name || snapshot.Name;
    refuseIfAny(nameProblems(context.world, { id: snapshot.RunbookId, own: snapshot.Id, name: Name }));
    // What was frozen stays so.
    return change(context, snapshot, { ...snapshot, Name, Notes: written.Notes });
  });
  api.space('DELETE', '/runbookSnapshots/:id', remove);
  api.space('POST', '/runbookSnapshots/:id/snapshot-variables', (context) => {
    const snapshot = editableSnapshot(context);
    const { project, libraries } = snapshotAllVariables(context.world, snapshot.ProjectId);
    return change(context, snapshot, {
      ...snapshot,
      FrozenProjectVariableSetId: project,
      ProjectVariableSetSnapshotId: project,
      LibraryVariableSetSnapshotIds: libraries,
    });
  });
  api.space('POST', '/runbookSnapshots/:id/snapshot-variables-by-name', (context) => {
    const snapshot = editableSnapshot(context);
    const { Variables } = validated(byNameSchema, context.body);
    const fresh = refreshNamed(context.world, snapshot, Variables);
    const after = { ...snapshot, ...fresh, FrozenProjectVariableSetId: fresh.ProjectVariableSetSnapshotId };
    return change(context, snapshot, after);
  });
}

function editableSnapshot(context: RouteContext): RunbookSnapshotDocument {
  const snapshot = visibleSnapshot(context);
  const { SpaceId: spaceId, ProjectId: projectId } = snapshot;
  context.caller.requirePermission('RunbookEdit', { spaceId, projectId });
  return snapshot;
}

function change(context: RouteContext, before: RunbookSnapshotDocument, after: RunbookSnapshotDocument): Reply {
  context.world.store.put('RunbookSnapshots', after);
  record(context, after, { category: 'Modified', what: 'changed', before });
  return ok(showSnapshot(after));
}

/** The published snapshot stays, and so does one whose runs have not ended. [guess] */
function remove(context: RouteContext): Reply {
  const { store } = context.world;
  const snapshot = editableSnapshot(context);
  if (store.get('Runbooks', snapshot.RunbookId)?.PublishedRunbookSnapshotId === snapshot.Id) {
    throw badRequest([`'${snapshot.Name}' is the published snapshot of its runbook: publish another one first.`]);
  }
  const runs = store.where('RunbookRuns', 'RunbookSnapshotId', snapshot.Id);
  if (
    runs.some(({ TaskId }) =>
      ['Queued', 'Executing', 'Cancelling'].includes(store.get('ServerTasks', TaskId)?.State ?? ''),
    )
  ) {
    throw badRequest([`'${snapshot.Name}' has runs that have not ended.`]);
  }
  store.remove('RunbookSnapshots', snapshot.Id);
  record(context, snapshot, { category: 'Deleted', what: 'deleted' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: RouteContext,
  snapshot: RunbookSnapshotDocument,
  did: { category: string; what: string; before?: RunbookSnapshotDocument },
): void {
  world.record({
    category: did.category,
    message: `${caller.user.Username} ${did.what} ${snapshot.Name}`,
    related: [snapshot.Id, snapshot.RunbookId, snapshot.ProjectId],
    spaceId: snapshot.SpaceId,
    user: caller.user,
    userAgent,
    ...(did.before === undefined ? {} : { before: did.before, after: snapshot }),
  });
}
