import { OctopusNotFoundError, type TenantVariables } from '@octotrain/octopus-client';
import type { Reading } from './reader.ts';

/**
 * What tenants say for templates, by tenant id: one request for all of a space [docs]; a server that does not know it is
 * asked tenant by tenant.
 */
export async function readTenantVariables(
  { client, gate, signal }: Reading,
  spaceId: string,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, TenantVariables>> {
  if (tenantIds.length === 0) return new Map();
  const { api } = client;
  const all = await gate(() =>
    api.GET('/api/{spaceId}/tenantvariables/all', { params: { path: { spaceId } }, signal }),
  ).catch(unlessUnknown);
  const found = new Map<string, TenantVariables>((all?.data ?? []).map((one) => [one.TenantId, one]));
  await Promise.all(
    tenantIds
      .filter((id) => !found.has(id))
      .map(async (id) => {
        const params = { path: { spaceId, id } };
        const { data } = await gate(() => api.GET('/api/{spaceId}/tenants/{id}/variables', { params, signal }));
        found.set(id, data);
      }),
  );
  return found;
}

function unlessUnknown(error: unknown): undefined {
  if (error instanceof OctopusNotFoundError) return undefined;
  throw error;
}
