import { makeDeployment } from '../execution/make.ts';
import { owedEnvironments } from '../releases/progress.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { isConnected, modeAllows, passesTagFilter } from '../tenants/participation.ts';
import type { World } from '../world.ts';
import { orderOf } from './order.ts';
import { deploymentProblems } from './rules.ts';
import type { AutomaticDeploymentDocument } from './state.ts';

/** The longest that the server takes to deploy by itself, unless told otherwise. [client] */
export const AUTOMATIC_WITHIN_MS = 30_000;
const SHORTEST_DELAY_MS = 1_000;

/** Deploys to automatic phases, a while after a release has entered them. */
export interface AutomaticDeployments {
  /** A release was made. */
  released(release: ReleaseDocument): void;
  /** A deployment of the release ended in Success. */
  succeeded(release: ReleaseDocument, place: { environmentId: string; tenantId: string | null }): void;
  /** Takes up what a server before this one still owed. */
  recover(): void;
}

export function createAutomaticDeployments(world: World, wake: () => void): AutomaticDeployments {
  const { store } = world;

  function owe(release: ReleaseDocument, tenantId: string | null, after?: string): void {
    for (const environmentId of owedEnvironments(world, release, { tenantId, after })) {
      if (tenantId !== null && !takesPart(world, release, tenantId, environmentId)) continue;
      const moreMs = Math.max(1, world.automaticWithinMs - SHORTEST_DELAY_MS);
      const delayMs = Math.min(SHORTEST_DELAY_MS, world.automaticWithinMs) + world.random.integer(moreMs);
      const owed: AutomaticDeploymentDocument = {
        Id: store.nextId('AutomaticDeployments'),
        ReleaseId: release.Id,
        EnvironmentId: environmentId,
        TenantId: tenantId,
        DueAt: world.clock.now() + delayMs,
      };
      store.put('AutomaticDeployments', owed);
      schedule(owed.Id, delayMs);
    }
  }

  function schedule(id: string, delayMs: number): void {
    world.clock.after(delayMs, () => {
      const owed = store.get('AutomaticDeployments', id);
      if (owed === undefined) return;
      store.remove('AutomaticDeployments', id);
      deploy(world, owed);
      wake();
    });
  }

  return {
    released(release) {
      const project = store.get('Projects', release.ProjectId);
      if (project === undefined) return;
      if (modeAllows(project.TenantedDeploymentMode, false)) owe(release, null);
      if (!modeAllows(project.TenantedDeploymentMode, true)) return;
      for (const tenant of store.all('Tenants')) if (tenant.SpaceId === release.SpaceId) owe(release, tenant.Id);
    },
    succeeded: (release, { environmentId, tenantId }) => owe(release, tenantId, environmentId),
    recover() {
      const nowMs = world.clock.now();
      for (const { Id, DueAt } of store.all('AutomaticDeployments')) schedule(Id, Math.max(0, DueAt - nowMs));
    },
  };
}

function takesPart({ store }: World, release: ReleaseDocument, tenantId: string, environmentId: string): boolean {
  const tenant = store.get('Tenants', tenantId);
  if (tenant === undefined || tenant.IsDisabled) return false;
  const tags = store.get('Channels', release.ChannelId)?.TenantTags ?? [];
  return isConnected(tenant, release.ProjectId, environmentId) && passesTagFilter(tenant.TenantTags, tags);
}

/** Makes an owed deployment in the name of the release's creator, without a comment; it is judged as it is due. */
function deploy(world: World, owed: AutomaticDeploymentDocument): void {
  const { store } = world;
  const release = store.get('Releases', owed.ReleaseId);
  if (release === undefined) return;
  const place = { release, environmentId: owed.EnvironmentId, tenantId: owed.TenantId };
  if (deploymentProblems(world, place).length > 0) return;
  const creator = store.get('Users', release.CreatedById);
  const user = creator ?? { Id: release.CreatedById, Username: 'system' };
  const { order, own, priority } = orderOf(world, place);
  makeDeployment(world, { order, own, priority, maker: { user, recorded: undefined } });
}
