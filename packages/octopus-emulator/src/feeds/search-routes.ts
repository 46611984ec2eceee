import { type Api, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { badRequest, notFound } from '../http/problem.ts';
import { inRange } from '../versions/ranges.ts';
import { matchesTag } from '../versions/rules.ts';
import { readVersion } from '../versions/semantic.ts';
import { feedOf } from './built-in.ts';
import { type FeedVersion, packagesIn, versionsIn } from './catalogue.ts';
import type { FeedDocument } from './state.ts';
import { feedKinds } from './types.ts';

/** What a feed has: packages by a part of their id, and versions of one. */
export function registerFeedSearchRoutes(api: Api): void {
  api.space('GET', '/feeds/:id/packages/search', search);
  api.space('GET', '/feeds/:id/packages', search);
  api.space('GET', '/feeds/:id/packages/versions', versions);
}

function feedOfPath({ world, caller, space, params }: RouteContext): FeedDocument {
  caller.requirePermission('FeedView', { spaceId: space.Id });
  const id = param({ params }, 'id');
  const feed = feedOf(world.store, space.Id, id);
  if (feed === undefined) throw notFound('feed', id);
  return feed;
}

function search(context: RouteContext): Reply {
  const { world, query } = context;
  const feed = feedOfPath(context);
  const term = (query.text('term') ?? query.text('packageId') ?? '').toLowerCase();
  const found = packagesIn(world.store, feed).filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(term));
  return pageReply(context, {
    itemType: 'PackageDescription',
    found,
    show: ({ id, name, latestVersion }) => ({
      Id: id,
      Name: name,
      Description: null,
      LatestVersion: latestVersion,
      Links: {
        SearchPackageVersionsTemplate: `/api/${feed.SpaceId}/feeds/${feed.Id}/packages/versions?packageId=${encodeURIComponent(id)}{&take,skip,includePreRelease,versionRange,preReleaseTag,filter,includeReleaseNotes}`,
      },
    }),
  });
}

function versions(context: RouteContext): Reply {
  const { world, query } = context;
  const feed = feedOfPath(context);
  const packageId = query.text('packageId');
  if (packageId === undefined) throw badRequest(['packageId: say which package']);
  const all = versionsIn(world.store, feed, packageId).filter(isWanted(context, feed));
  return pageReply(context, {
    itemType: 'PackageVersion',
    found: query.flag('includeMultipleVersions') === false ? all.slice(0, 1) : all,
    show: ({ version, published, sizeBytes, releaseNotes }) => ({
      Id: null,
      FeedId: feed.Id,
      PackageId: packageId,
      Title: packageId,
      Version: version,
      Published: published,
      SizeBytes: sizeBytes,
      ReleaseNotes: query.flag('includeReleaseNotes') ? releaseNotes : null,
      Links: { Feed: `/api/${feed.SpaceId}/feeds/${feed.Id}` },
    }),
  });
}

/** Pre-releases count unless they are excluded. [guess] */
function isWanted({ query }: RouteContext, feed: FeedDocument): (found: FeedVersion) => boolean {
  const notation = feedKinds[feed.FeedType].versions;
  const [range, tag, filter] = [query.text('versionRange') ?? '', query.text('preReleaseTag'), query.text('filter')];
  if (inRange('1.0', range, notation) === undefined) throw badRequest([`versionRange: '${range}' is not a range`]);
  const withPreReleases = query.flag('includePreRelease') ?? true;
  return ({ version }) =>
    inRange(version, range, notation) === true &&
    matchesTag(version, tag) &&
    version.toLowerCase().includes(filter?.toLowerCase() ?? '') &&
    (withPreReleases || (readVersion(version)?.preRelease ?? '') === '');
}
