import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import type { BuildInformationDocument } from './state.ts';

/** How a version of a package was built, if that was told. */
export function buildInformationOf(
  store: Store,
  wanted: { readonly spaceId: string; readonly packageId: string; readonly version: string },
): BuildInformationDocument | undefined {
  return store
    .all('BuildInformation')
    .find(
      ({ SpaceId, PackageId, Version }) =>
        SpaceId === wanted.spaceId && sameName(PackageId, wanted.packageId) && sameName(Version, wanted.version),
    );
}
