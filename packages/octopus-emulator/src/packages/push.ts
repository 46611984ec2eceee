import { createHash } from 'node:crypto';
import { builtInFeed } from '../feeds/built-in.ts';
import { feedKinds } from '../feeds/types.ts';
import type { RouteContext } from '../http/api.ts';
import type { UploadedFile } from '../http/body.ts';
import { badRequest, conflict } from '../http/problem.ts';
import { packageKey } from '../store/histories.ts';
import { timeOf, type World } from '../world.ts';
import { readFileName } from './file-name.ts';
import type { PackageDocument } from './state.ts';

export const overwriteModes = ['FailIfExists', 'OverwriteExisting', 'IgnoreIfExists'] as const;
export type OverwriteMode = (typeof overwriteModes)[number];

/** What became of a push. */
export interface Pushed {
  readonly document: PackageDocument;
  /** False when the package was there already and is left as it is. */
  readonly isNew: boolean;
}

/** A package of a space by id and version, both in any case. */
export function packageOf(
  { store }: Pick<World, 'store'>,
  wanted: { readonly spaceId: string; readonly packageId: string; readonly version: string },
): PackageDocument | undefined {
  const key = { SpaceId: wanted.spaceId, PackageId: wanted.packageId, Version: wanted.version };
  return store.lastWhere('Packages', 'Version', packageKey(key));
}

/**
 * Puts a file into the built-in feed; its name says which package and version it is [client]. Replacing one needs
 * BuiltInFeedAdminister besides BuiltInFeedPush [docs]; an existing one is refused with 409 unless the mode says else
 * [guess for the status].
 */
export function pushPackage(context: RouteContext, file: UploadedFile, mode: OverwriteMode): Pushed {
  const { world, caller, space } = context;
  caller.requirePermission('BuiltInFeedPush', { spaceId: space.Id });
  const name = readFileName(file.name);
  if (name === undefined) {
    throw badRequest([`'${file.name}' does not name a package and its version, as Acme.Web.1.0.0.zip does.`]);
  }
  const known = packageOf(world, { spaceId: space.Id, ...name });
  if (known !== undefined && mode === 'IgnoreIfExists') return { document: known, isNew: false };
  if (known !== undefined && mode === 'FailIfExists') {
    throw conflict(`The package ${known.PackageId} ${known.Version} is in the feed already.`);
  }
  if (known !== undefined) caller.requirePermission('BuiltInFeedAdminister', { spaceId: space.Id });
  const feed = builtInFeed(world.store, space.Id);
  const suffix = `${name.packageId}.${name.version}`;
  const document: PackageDocument = {
    Id: known?.Id ?? (feed.Id === 'feeds-builtin' ? `packages-${suffix}` : `packages-${space.Id}-${suffix}`),
    SpaceId: space.Id,
    FeedId: feed.Id,
    PackageId: known?.PackageId ?? name.packageId,
    Version: known?.Version ?? name.version,
    Title: name.packageId,
    Summary: null,
    Description: null,
    ReleaseNotes: null,
    FileExtension: name.extension,
    PackageSizeBytes: file.bytes.length,
    Hash: createHash('sha1').update(file.bytes).digest('hex'),
    Published: timeOf(world),
  };
  world.store.put('Packages', document);
  world.store.put('PackageContents', {
    Id: document.Id,
    SpaceId: space.Id,
    Base64: Buffer.from(file.bytes).toString('base64'),
  });
  recordOnPackage(context, document, { category: known === undefined ? 'Created' : 'Modified', what: 'pushed' });
  return { document, isNew: true };
}

/** Writes into the audit log what the caller did to a package. */
export function recordOnPackage(
  { world, caller, userAgent }: RouteContext,
  document: PackageDocument,
  did: { category: string; what: string },
): void {
  world.record({
    category: did.category,
    message: `${caller.user.Username} ${did.what} the package ${document.PackageId} ${document.Version}`,
    related: [document.Id, document.FeedId],
    spaceId: document.SpaceId,
    user: caller.user,
    userAgent,
  });
}

/** The notation of versions in the built-in feed. */
export const builtInNotation = feedKinds.BuiltIn.versions;
