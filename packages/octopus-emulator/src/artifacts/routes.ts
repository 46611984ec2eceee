import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { selfLink } from '../http/links.ts';
import { pageReply } from '../http/listing.ts';
import { documentsOf, requireInSpace } from '../http/lookup.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { Permission } from '../permissions/names.ts';
import type { Store } from '../store/store.ts';
import { tasksAbout } from '../tasks/tasks-about.ts';
import { timeOf } from '../world.ts';
import { registerArtifactContentRoutes } from './content-routes.ts';
import { artifactScope, concerns } from './rules.ts';
import { type ArtifactDocument, artifactSchema } from './state.ts';

/** Files of tasks: list, announce, read, rename, delete; their content apart. */
export function registerArtifactRoutes(api: Api): void {
  api.space('GET', '/artifacts', list);
  api.space('POST', '/artifacts', create);
  api.space('GET', '/artifacts/:id', (context) => ok(showArtifact(reachableArtifact(context, 'ArtifactView'))));
  api.space('PUT', '/artifacts/:id', replace);
  api.space('DELETE', '/artifacts/:id', remove);
  registerArtifactContentRoutes(api, reachableArtifact);
}

/** The artifact of the path, or the 404 that names it, or the 403 for who may not do this with it. */
function reachableArtifact(context: RouteContext, permission: Permission): ArtifactDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const artifact = requireInSpace(world, { collection: 'Artifacts', kind: 'artifact', spaceId: space.Id, id });
  caller.requirePermission(permission, artifactScope(world.store, artifact));
  return artifact;
}

function showArtifact(artifact: ArtifactDocument): object {
  const self = selfLink(artifact.SpaceId, '/artifacts', artifact.Id);
  return { ...artifact, Links: { Self: self, Content: `${self}/content` } };
}

/** Newest first unless asked otherwise; what the caller may not see is left out. [docs] */
function list(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('ArtifactView', { spaceId: space.Id });
  const [ids, partial, regarding] = [query.list('ids'), query.text('partialName'), query.text('regarding')];
  const found = artifactsAbout(world.store, regarding).filter(
    (artifact) =>
      artifact.SpaceId === space.Id &&
      (ids.length === 0 || ids.includes(artifact.Id)) &&
      (partial === undefined || artifact.Filename.toLowerCase().includes(partial.toLowerCase())) &&
      (regarding === undefined || concerns(world.store, artifact, regarding)) &&
      caller.may('ArtifactView', artifactScope(world.store, artifact)),
  );
  const ordered = query.text('order')?.toLowerCase() === 'asc' ? found : found.reverse();
  return pageReply(context, { itemType: 'Artifact', found: ordered, show: showArtifact });
}

/** The artifacts that can concern a document, oldest first; all when that is a place, or none is asked for. */
function artifactsAbout(store: Store, regarding: string | undefined): readonly ArtifactDocument[] {
  if (regarding === undefined || placeIds.test(regarding)) return store.all('Artifacts');
  const found = tasksAbout(store, regarding).flatMap((id) => store.where('Artifacts', 'ServerTaskId', id));
  return documentsOf(
    store,
    'Artifacts',
    found.map(({ Id }) => Id),
  ).toReversed();
}

const placeIds = /^(?:Projects|Environments|Tenants|Runbooks)-/;

function create(context: RouteContext): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('ArtifactCreate', { spaceId: space.Id });
  const written = validated(artifactSchema, context.body);
  if (written.ServerTaskId === null) throw badRequest(['An artifact needs the task that it belongs to: ServerTaskId.']);
  refuseUnknownTask(context, written.ServerTaskId);
  const wanted = { SpaceId: space.Id, ServerTaskId: written.ServerTaskId };
  caller.requirePermission('ArtifactCreate', artifactScope(world.store, wanted));
  const artifact: ArtifactDocument = {
    ...written,
    ...wanted,
    Id: world.store.nextId('Artifacts'),
    Source: written.Source ?? `Uploaded by ${caller.user.Username}`,
    Created: timeOf(world),
  };
  world.store.put('Artifacts', artifact);
  record(context, { category: 'Created', verb: 'created', artifact });
  return created(showArtifact(artifact));
}

function refuseUnknownTask({ world, space }: RouteContext, id: string): void {
  const known = world.store.get('ServerTasks', id)?.SpaceId === space.Id;
  refuseIfAny(known ? [] : [`The task '${id}' does not exist in this space.`]);
}

/** The task of an artifact stays what it was. [guess] */
function replace(context: RouteContext): Reply {
  const { world } = context;
  const stored = reachableArtifact(context, 'ArtifactEdit');
  const { Filename, Source, LogCorrelationId } = validated(artifactSchema, context.body);
  const artifact = { ...stored, Filename, LogCorrelationId, Source: Source ?? stored.Source };
  world.store.put('Artifacts', artifact);
  record(context, { category: 'Modified', verb: 'changed', artifact, before: stored });
  return ok(showArtifact(artifact));
}

function remove(context: RouteContext): Reply {
  const { world } = context;
  const artifact = reachableArtifact(context, 'ArtifactDelete');
  world.store.remove('ArtifactContents', artifact.Id);
  world.store.remove('Artifacts', artifact.Id);
  record(context, { category: 'Deleted', verb: 'deleted', artifact });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: RouteContext,
  change: { category: string; verb: string; artifact: ArtifactDocument; before?: ArtifactDocument },
): void {
  const { artifact, before } = change;
  world.record({
    category: change.category,
    message: `Artifact ${artifact.Filename} was ${change.verb}`,
    related: [artifact.Id, artifact.ServerTaskId],
    spaceId: artifact.SpaceId,
    user: caller.user,
    userAgent,
    ...(before === undefined ? {} : { before, after: artifact }),
  });
}
