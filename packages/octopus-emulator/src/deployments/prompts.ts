import { type PromptedVariable, promptsFor } from '../execution/prompts.ts';
import type { World } from '../world.ts';
import type { DeploymentQuestion } from './rules.ts';

/** The prompts of a deployment of a release there. */
export function deploymentPrompts(
  world: World,
  { release, environmentId, tenantId }: DeploymentQuestion,
): PromptedVariable[] {
  const tenant = tenantId === null ? undefined : world.store.get('Tenants', tenantId);
  const snapshots = [release.ProjectVariableSetSnapshotId, ...release.LibraryVariableSetSnapshotIds];
  const variables = snapshots.flatMap((id) => world.store.get('VariableSnapshots', id)?.Variables ?? []);
  return promptsFor(variables, {
    environment: environmentId,
    channel: release.ChannelId,
    processOwner: release.ProjectId,
    ...(tenant === undefined ? {} : { tenant: tenant.Id, tenantTags: tenant.TenantTags }),
  });
}
