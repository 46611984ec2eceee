import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { requireInSpace } from '../http/lookup.ts';
import { badRequest, conflict } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { Permission } from '../permissions/names.ts';
import { timeOf } from '../world.ts';
import { buildInformationOf } from './find.ts';
import { showBuildInformation } from './show.ts';
import { type BuildInformationDocument, buildInformationSchema } from './state.ts';

/** How packages were built: push, list, read, delete. [client] */
export function registerBuildInformationRoutes(api: Api): void {
  api.space('GET', '/build-information', list);
  api.space('POST', '/build-information', push);
  api.space('GET', '/build-information/:id', (context) =>
    ok(showBuildInformation(buildInformationOfPath(context, param(context, 'id'), 'FeedView'))),
  );
  api.space('DELETE', '/build-information/:id', (context) => {
    remove(context, buildInformationOfPath(context, param(context, 'id'), 'BuildInformationAdminister'));
    return ok(undefined);
  });
  api.space('DELETE', '/build-information/bulk', (context) => {
    const ids = context.query.list('ids');
    if (ids.length === 0) throw badRequest(['ids: say which to delete']);
    const found = ids.map((id) => buildInformationOfPath(context, id, 'BuildInformationAdminister'));
    for (const document of found) remove(context, document);
    return ok(undefined);
  });
}

function buildInformationOfPath(context: RouteContext, id: string, permission: Permission): BuildInformationDocument {
  const { world, caller, space } = context;
  caller.requirePermission(permission, { spaceId: space.Id });
  return requireInSpace(world, { collection: 'BuildInformation', kind: 'build information', spaceId: space.Id, id });
}

/** Newest first. [guess] */
function list(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('FeedView', { spaceId: space.Id });
  const packageId = query.text('packageId')?.toLowerCase();
  const filter = query.text('filter')?.toLowerCase() ?? '';
  const found = world.store.newest('BuildInformation', {
    group: ({ SpaceId, PackageId }) =>
      SpaceId === space.Id &&
      (packageId === undefined || PackageId.toLowerCase() === packageId) &&
      PackageId.toLowerCase().includes(filter),
  });
  return pageReply(context, {
    itemType: 'BuildInformation',
    found: query.flag('latest') ? latestOf(found.slice(0, found.length)) : found,
    show: showBuildInformation,
  });
}

/** Of each package the first. */
function latestOf(found: readonly BuildInformationDocument[]): readonly BuildInformationDocument[] {
  const firsts = new Map(found.toReversed().map((built) => [built.PackageId, built]));
  return found.filter((built) => firsts.get(built.PackageId) === built);
}

/** One per version of a package: another is refused unless the mode says else. */
function push(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('BuildInformationPush', { spaceId: space.Id });
  const mode = query.text('overwriteMode');
  const command = validated(buildInformationSchema, {
    ...Object(context.body),
    ...(mode === undefined ? {} : { OverwriteMode: mode }),
  });
  const { PackageId, Version, OverwriteMode } = command;
  const known = buildInformationOf(world.store, { spaceId: space.Id, packageId: PackageId, version: Version });
  if (known !== undefined && OverwriteMode === 'IgnoreIfExists') return ok(showBuildInformation(known));
  if (known !== undefined && OverwriteMode === 'FailIfExists') {
    throw conflict(`There is build information of ${PackageId} ${Version} already.`);
  }
  if (known !== undefined) caller.requirePermission('BuildInformationAdminister', { spaceId: space.Id });
  const document: BuildInformationDocument = {
    ...command.OctopusBuildInformation,
    Id: known?.Id ?? world.store.nextId('BuildInformation'),
    SpaceId: space.Id,
    PackageId,
    Version,
    Created: timeOf(world),
  };
  world.store.put('BuildInformation', document);
  record(context, document, { category: known === undefined ? 'Created' : 'Modified', what: 'pushed' });
  return created(showBuildInformation(document));
}

function remove(context: RouteContext, document: BuildInformationDocument): void {
  context.world.store.remove('BuildInformation', document.Id);
  record(context, document, { category: 'Deleted', what: 'deleted' });
}

function record(
  { world, caller, userAgent }: RouteContext,
  { Id, SpaceId, PackageId, Version }: BuildInformationDocument,
  did: { category: string; what: string },
): void {
  world.record({
    category: did.category,
    message: `${caller.user.Username} ${did.what} build information of ${PackageId} ${Version}`,
    related: [Id],
    spaceId: SpaceId,
    user: caller.user,
    userAgent,
  });
}
