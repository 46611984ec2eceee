import { buildInformationOf } from '../build-information/find.ts';
import { showBuildInformation } from '../build-information/show.ts';
import { selfLink } from '../http/links.ts';
import type { World } from '../world.ts';
import type { PackageDocument } from './state.ts';

/** A package as callers see it. */
export function showPackage(world: World, document: PackageDocument): Record<string, unknown> {
  const self = selfLink(document.SpaceId, '/packages', document.Id);
  const built = buildInformationOf(world.store, {
    spaceId: document.SpaceId,
    packageId: document.PackageId,
    version: document.Version,
  });
  return {
    ...document,
    NuGetPackageId: document.PackageId,
    NuGetFeedId: document.FeedId,
    PackageVersionBuildInformation: built === undefined ? null : showBuildInformation(built),
    Links: {
      Self: self,
      Feed: selfLink(document.SpaceId, '/feeds', document.FeedId),
      Raw: `${self}/raw`,
      AllVersions: `/api/${document.SpaceId}/packages?nuGetPackageId=${encodeURIComponent(document.PackageId)}`,
    },
  };
}
