import type { Deployment, OctopusApi } from '@octotrain/octopus-client';
import { ask } from './asking.ts';

/** A release's deployments, newest first; `isWhole` says whether these are all. */
interface OfRelease {
  readonly items: readonly Deployment[];
  readonly isWhole: boolean;
}

/** Asks for the deployments of a release: once for all who ask while the question is under way, as the stops that wait for the server do. */
export type ReleaseDeployments = (release: { spaceId: string; id: string }) => Promise<OfRelease>;

export function sharedReleaseDeployments(api: OctopusApi): ReleaseDeployments {
  const asking = new Map<string, Promise<OfRelease>>();
  async function question(path: { spaceId: string; id: string }): Promise<OfRelease> {
    const query = { take: 100 };
    const { data } = await ask(() => api.GET('/api/{spaceId}/releases/{id}/deployments', { params: { path, query } }));
    return { items: data.Items, isWhole: data.TotalResults <= data.Items.length };
  }
  return (release) => {
    const known = asking.get(release.id);
    if (known) return known;
    const answer = question(release).finally(() => asking.delete(release.id));
    asking.set(release.id, answer);
    return answer;
  };
}
