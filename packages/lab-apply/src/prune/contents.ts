import type { OctopusApi } from '@octotrain/octopus-client';
import type { ItemKind } from '../kinds/waves.ts';

interface Request {
  readonly api: OctopusApi;
  readonly kind: ItemKind;
  readonly spaceId: string;
  readonly id: string;
  readonly signal?: AbortSignal | undefined;
}

/** What people would miss and does not show in a plan: how much history goes with a thing. One request for each sort. */
export async function contentsOf({ api, kind, spaceId, id, signal }: Request): Promise<readonly string[]> {
  const calling = signal === undefined ? {} : { signal };
  const path = { spaceId };

  async function deployments(query: object): Promise<string> {
    const params = { path, query: { ...query, take: 1 } };
    const { data } = await api.GET('/api/{spaceId}/deployments', { params, ...calling });
    return counted(data.TotalResults, 'deployment');
  }
  async function runs(query: object): Promise<string> {
    const params = { path, query: { ...query, take: 1 } };
    const { data } = await api.GET('/api/{spaceId}/runbookRuns', { params, ...calling });
    return counted(data.TotalResults, 'run of runbooks', 'runs of runbooks');
  }
  async function releases(): Promise<string> {
    const params = { path: { spaceId, id }, query: { take: 1 } };
    const { data } = await api.GET('/api/{spaceId}/projects/{id}/releases', { params, ...calling });
    return counted(data.TotalResults, 'release');
  }
  async function projects(): Promise<string> {
    const { data } = await api.GET('/api/{spaceId}/projects', { params: { path, query: { take: 1 } }, ...calling });
    return counted(data.TotalResults, 'project');
  }

  const found = await Promise.all(asked());
  return found.filter((words) => words !== '');

  function asked(): readonly Promise<string>[] {
    switch (kind) {
      case 'space':
        return [projects(), deployments({}), runs({})];
      case 'project':
        return [releases(), deployments({ projects: id }), runs({ projects: id })];
      case 'environment':
        return [deployments({ environments: id }), runs({ environments: id })];
      case 'tenant':
        return [deployments({ tenants: id }), runs({ tenants: id })];
      case 'channel':
        return [deployments({ channels: id })];
      case 'runbook':
        return [runs({ runbooks: id })];
      default:
        return [];
    }
  }
}

/** How many there are of something; blank for none. */
function counted(count: number, one: string, many = `${one}s`): string {
  if (count === 0) return '';
  return `${count} ${count === 1 ? one : many}`;
}
