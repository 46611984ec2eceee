import { packageKey } from '../store/histories.ts';
import type { Store } from '../store/store.ts';
import type { BuildInformationDocument } from './state.ts';

/** How a version of a package was built, if that was told. */
export function buildInformationOf(
  store: Store,
  wanted: { readonly spaceId: string; readonly packageId: string; readonly version: string },
): BuildInformationDocument | undefined {
  const key = { SpaceId: wanted.spaceId, PackageId: wanted.packageId, Version: wanted.version };
  return store.lastWhere('BuildInformation', 'Version', packageKey(key));
}
