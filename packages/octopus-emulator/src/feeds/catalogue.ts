import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import { comparerOf } from '../versions/ranges.ts';
import type { FeedDocument } from './state.ts';
import { feedKinds } from './types.ts';

/** A version of a package, as its feed tells it. */
export interface FeedVersion {
  readonly version: string;
  readonly published: string | null;
  readonly sizeBytes: number | null;
  readonly releaseNotes: string | null;
}

/** A package of a feed. */
export interface FeedPackage {
  readonly id: string;
  readonly name: string;
  readonly latestVersion: string | null;
}

/**
 * The versions of a package in a feed, newest first. The built-in feed has what was pushed, the feed of projects their
 * releases; of other feeds only those versions are known that somebody chose for a release or a runbook: none is invented.
 */
export function versionsIn(store: Store, feed: FeedDocument, packageId: string): readonly FeedVersion[] {
  const compare = comparerOf(feedKinds[feed.FeedType].versions);
  return [...unordered(store, feed, packageId)].sort((a, b) => compare(b.version, a.version));
}

function unordered(store: Store, feed: FeedDocument, packageId: string): readonly FeedVersion[] {
  if (feed.FeedType === 'BuiltIn') {
    const pushed = store.newest('Packages', {
      group: ({ FeedId, PackageId }) => FeedId === feed.Id && sameName(PackageId, packageId),
    });
    return pushed.slice(0, pushed.length).map(({ Version, Published, PackageSizeBytes, ReleaseNotes }) => ({
      version: Version,
      published: Published,
      sizeBytes: PackageSizeBytes,
      releaseNotes: ReleaseNotes,
    }));
  }
  if (feed.FeedType === 'OctopusProject') {
    const project = projectsOf(store, feed).find(
      ({ Id, Slug }) => sameName(Id, packageId) || sameName(Slug, packageId),
    );
    const releases = store.newest('Releases', { group: ({ ProjectId }) => ProjectId === project?.Id });
    return releases.slice(0, releases.length).map(({ Version, Assembled, ReleaseNotes }) => ({
      version: Version,
      published: Assembled,
      sizeBytes: null,
      releaseNotes: ReleaseNotes,
    }));
  }
  const known = store.get('KnownPackages', knownPackageId(feed.Id, packageId))?.Versions ?? [];
  return known.map((version) => ({ version, published: null, sizeBytes: null, releaseNotes: null }));
}

function projectsOf(store: Store, feed: FeedDocument) {
  return store.all('Projects').filter(({ SpaceId }) => SpaceId === feed.SpaceId);
}

/** The packages of a feed, by name. */
export function packagesIn(store: Store, feed: FeedDocument): readonly FeedPackage[] {
  return named(store, feed)
    .map(({ id, name }) => ({ id, name, latestVersion: versionsIn(store, feed, id)[0]?.version ?? null }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function named(store: Store, feed: FeedDocument): readonly { id: string; name: string }[] {
  if (feed.FeedType === 'OctopusProject') {
    return projectsOf(store, feed).map(({ Id, Name }) => ({ id: Id, name: Name }));
  }
  const groups = store.groups(feed.FeedType === 'BuiltIn' ? 'Packages' : 'KnownPackages');
  const ids = groups.filter(({ FeedId }) => FeedId === feed.Id).map(({ PackageId }) => PackageId);
  return [...new Set(ids)].map((id) => ({ id, name: id }));
}

function knownPackageId(feedId: string, packageId: string): string {
  return `${feedId}/${packageId.toLowerCase()}`;
}

/** Remembers that somebody chose a version of a package from a feed outside the server. */
export function rememberVersion(
  store: Store,
  feed: FeedDocument,
  chosen: { packageId: string; version: string },
): void {
  if (feed.FeedType === 'BuiltIn' || feed.FeedType === 'OctopusProject') return;
  const Id = knownPackageId(feed.Id, chosen.packageId);
  const known = store.get('KnownPackages', Id);
  if (known?.Versions.includes(chosen.version)) return;
  store.put('KnownPackages', {
    Id,
    SpaceId: feed.SpaceId,
    FeedId: feed.Id,
    PackageId: known?.PackageId ?? chosen.packageId,
    Versions: [...(known?.Versions ?? []), chosen.version],
  });
}
