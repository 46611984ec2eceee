import { feedOf } from '../feeds/built-in.ts';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { notFound } from '../http/problem.ts';
import { packageOf } from './push.ts';

/** Release notes of packages. Those of files that were pushed are not read, so there are none. */
export function registerPackageNotesRoutes(api: Api): void {
  api.space('GET', '/packages/notes', (context) => {
    const { caller, space, query } = context;
    caller.requirePermission('FeedView', { spaceId: space.Id });
    return ok({ Packages: query.list('packageIds').map((text) => noteOf(context, text)) });
  });
  api.space('GET', '/feeds/:id/packages/notes', (context) => {
    const { world, caller, space, query } = context;
    caller.requirePermission('FeedView', { spaceId: space.Id });
    const feed = feedOf(world.store, space.Id, param(context, 'id'));
    if (feed === undefined) throw notFound('feed', param(context, 'id'));
    return notesText(context, { packageId: query.text('packageId') ?? '', version: query.text('version') ?? '' });
  });
}

function notesText({ world, space }: RouteContext, wanted: { packageId: string; version: string }): Reply {
  const found = packageOf(world, { spaceId: space.Id, ...wanted });
  if (found === undefined) throw notFound('package', `${wanted.packageId} ${wanted.version}`);
  return ok(found.ReleaseNotes ?? '');
}

/** Packages are named by feed, package and version, as the links of a release do. [guess for the form] */
function noteOf({ world, space }: RouteContext, text: string): object {
  const parts = text.split(':');
  const [FeedId, PackageId, Version] = parts.length === 3 ? parts : ['', parts[0] ?? '', parts[1] ?? ''];
  const found = packageOf(world, { spaceId: space.Id, packageId: PackageId ?? '', version: Version ?? '' });
  return {
    FeedId: found?.FeedId ?? FeedId,
    PackageId,
    Version,
    Notes: {
      Succeeded: found !== undefined,
      Notes: found?.ReleaseNotes ?? null,
      FailureReason: found === undefined ? `The package ${PackageId} ${Version} is not in the built-in feed.` : null,
      DisplayMessage: '',
    },
  };
}
