import type { DeploymentProcess, RunbookProcess, RunbookSnapshot, VariableSet } from '@octotrain/octopus-client';
import { readMany } from './read-many.ts';
import type { Reading } from './reader.ts';

/** Reads documents of a space by their ids, a few requests for however many. */
export interface Documents {
  variableSets(ids: readonly string[]): Promise<ReadonlyMap<string, VariableSet>>;
  deploymentProcesses(ids: readonly string[]): Promise<ReadonlyMap<string, DeploymentProcess>>;
  runbookProcesses(ids: readonly string[]): Promise<ReadonlyMap<string, RunbookProcess>>;
  runbookSnapshots(ids: readonly string[]): Promise<ReadonlyMap<string, RunbookSnapshot>>;
}

/**
 * Documents that servers list by id: variable sets and deployment processes [docs], processes and snapshots of runbooks
 * [client].
 */
export function documentsOf({ client, gate, signal }: Reading, spaceId: string): Documents {
  const { api } = client;
  const listing = (ids: string[]) => ({ params: { path: { spaceId }, query: { ids } }, signal });
  // A server that knows no filter here answers a page of its newest.
  const paging = (ids: string[]) => ({ params: { path: { spaceId }, query: { ids, take: ids.length } }, signal });
  const getting = (id: string) => ({ params: { path: { spaceId, id } }, signal });
  return {
    variableSets: (ids) =>
      readMany<VariableSet>({
        ids,
        gate,
        list: async (some) => (await api.GET('/api/{spaceId}/variables/all', listing(some))).data,
        one: async (id) => (await api.GET('/api/{spaceId}/variables/{id}', getting(id))).data,
      }),
    deploymentProcesses: (ids) =>
      readMany<DeploymentProcess>({
        ids,
        gate,
        list: async (some) => (await api.GET('/api/{spaceId}/deploymentprocesses', paging(some))).data.Items,
        one: async (id) => (await api.GET('/api/{spaceId}/deploymentprocesses/{id}', getting(id))).data,
      }),
    runbookProcesses: (ids) =>
      readMany<RunbookProcess>({
        ids,
        gate,
        list: async (some) => (await api.GET('/api/{spaceId}/runbookProcesses', paging(some))).data.Items,
        one: async (id) => (await api.GET('/api/{spaceId}/runbookProcesses/{id}', getting(id))).data,
      }),
    runbookSnapshots: (ids) =>
      readMany<RunbookSnapshot>({
        ids,
        gate,
        list: async (some) => (await api.GET('/api/{spaceId}/runbookSnapshots', paging(some))).data.Items,
        one: async (id) => (await api.GET('/api/{spaceId}/runbookSnapshots/{id}', getting(id))).data,
      }),
  };
}
