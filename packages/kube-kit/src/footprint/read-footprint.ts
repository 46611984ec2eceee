import { type Abortable, type Api, objectPath } from '../connect/api.ts';
import type { KubeResult } from '../result.ts';
import { type Footprint, footprintOf } from './footprint.ts';
import { type OwnerRule, ownerBy } from './owner.ts';

/** Reads pods, namespaces and volume claims, one list of each, and adds them up by owner. */
export async function readFootprint(
  api: Api,
  options: { owners: readonly OwnerRule[] } & Abortable,
): Promise<KubeResult<Footprint>> {
  const { owners, ...rest } = options;
  const list = (plural: string) => api.list({ path: objectPath({ apiVersion: 'v1', plural }), what: plural, ...rest });
  const [pods, namespaces, claims] = await Promise.all([
    list('pods'),
    list('namespaces'),
    list('persistentvolumeclaims'),
  ]);
  if (!pods.ok) return pods;
  if (!namespaces.ok) return namespaces;
  if (!claims.ok) return claims;
  const objects = { pods: pods.value, namespaces: namespaces.value, claims: claims.value };
  return { ok: true, value: footprintOf(objects, ownerBy(owners, objects.namespaces)) };
}
