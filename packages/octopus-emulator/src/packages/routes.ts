import { builtInFeed } from '../feeds/built-in.ts';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { requireInSpace } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import type { Permission } from '../permissions/names.ts';
import { comparerOf } from '../versions/ranges.ts';
import { registerDeltaRoutes } from './delta-routes.ts';
import { registerPackageNotesRoutes } from './notes-routes.ts';
import { builtInNotation, recordOnPackage } from './push.ts';
import { pushReply, sentFile } from './push-reply.ts';
import { showPackage } from './show.ts';
import type { PackageDocument } from './state.ts';

/** Packages of the built-in feed: list, read, push, fetch, delete. */
export function registerPackageRoutes(api: Api): void {
  api.space('GET', '/packages', list);
  api.space('GET', '/packages/:id', (context) => ok(showPackage(context.world, packageOfPath(context, 'FeedView'))));
  api.space('GET', '/packages/:id/raw', fetchContent);
  api.space('POST', '/packages/raw', push, 'file');
  api.space('DELETE', '/packages/:id', (context) => {
    removePackage(context, packageOfPath(context, 'BuiltInFeedAdminister'));
    return ok(undefined);
  });
  api.space('DELETE', '/packages/bulk', removeMany);
  api.space('GET', '/feeds/stats', stats);
  registerDeltaRoutes(api);
  registerPackageNotesRoutes(api);
}

function packageOfPath(context: RouteContext, permission: Permission): PackageDocument {
  const { world, caller, space } = context;
  caller.requirePermission(permission, { spaceId: space.Id });
  const id = param(context, 'id');
  return requireInSpace(world, { collection: 'Packages', kind: 'package', spaceId: space.Id, id });
}

/** Packages by id, the newest version of each first. [guess] */
function list(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('FeedView', { spaceId: space.Id });
  const packageId = query.text('nuGetPackageId')?.toLowerCase();
  const filter = query.text('filter')?.toLowerCase() ?? '';
  const compare = comparerOf(builtInNotation);
  const own = world.store.newest('Packages', {
    group: ({ SpaceId, PackageId }) =>
      SpaceId === space.Id &&
      (packageId === undefined || PackageId.toLowerCase() === packageId) &&
      PackageId.toLowerCase().includes(filter),
  });
  const found = [...own.slice(0, own.length)].sort(
    (a, b) => a.PackageId.localeCompare(b.PackageId, 'en') || compare(b.Version, a.Version),
  );
  const latest = found.filter(({ PackageId }, at) => found[at - 1]?.PackageId !== PackageId);
  return pageReply(context, {
    itemType: 'Package',
    found: query.flag('latest') ? latest : found,
    show: (document) => showPackage(world, document),
  });
}

function push(context: RouteContext): Reply {
  return pushReply(context, sentFile(context));
}

/** The file as it was sent. [guess that BuiltInFeedDownload is needed] */
function fetchContent(context: RouteContext): Reply {
  const found = packageOfPath(context, 'BuiltInFeedDownload');
  const content = context.world.store.get('PackageContents', found.Id);
  return ok(new Uint8Array(Buffer.from(content?.Base64 ?? '', 'base64')));
}

function removePackage(context: RouteContext, document: PackageDocument): void {
  context.world.store.remove('Packages', document.Id);
  context.world.store.remove('PackageContents', document.Id);
  recordOnPackage(context, document, { category: 'Deleted', what: 'deleted' });
}

function removeMany(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('BuiltInFeedAdminister', { spaceId: space.Id });
  const ids = query.list('ids');
  if (ids.length === 0) throw badRequest(['ids: say which packages to delete']);
  const found = ids.map((id) =>
    requireInSpace(world, { collection: 'Packages', kind: 'package', spaceId: space.Id, id }),
  );
  for (const document of found) removePackage(context, document);
  return ok(undefined);
}

function stats({ world, caller, space }: RouteContext): Reply {
  caller.requirePermission('FeedView', { spaceId: space.Id });
  const own = world.store.newest('Packages', { group: ({ SpaceId }) => SpaceId === space.Id });
  return ok({
    Id: builtInFeed(world.store, space.Id).Id,
    TotalPackages: own.length,
    Links: { Self: `/api/${space.Id}/feeds/stats` },
  });
}
