import { refusalOf } from '../lifecycles/progression.ts';
import { progressOf } from '../releases/progress.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { isConnected, modeAllows, passesTagFilter, type TenantMode } from '../tenants/participation.ts';
import type { World } from '../world.ts';

/** A deployment as it is asked for. */
export interface DeploymentQuestion {
  readonly release: ReleaseDocument;
  readonly environmentId: string;
  readonly tenantId: string | null;
}

/** Why a release may not be deployed there, one sentence per reason; empty when it may. */
export function deploymentProblems(world: World, question: DeploymentQuestion): string[] {
  const { store } = world;
  const { release, environmentId } = question;
  const project = store.get('Projects', release.ProjectId);
  const environment = store.get('Environments', environmentId);
  if (project === undefined) return ['The project of the release does not exist.'];
  if (environment === undefined || environment.SpaceId !== release.SpaceId) {
    return [`The environment '${environmentId}' does not exist.`];
  }
  const problems = project.IsDisabled ? [`The project '${project.Name}' is disabled.`] : [];
  // A release may be made before there are steps [client]; deploying it is refused. [guess]
  const steps = store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId)?.Steps ?? [];
  if (steps.length === 0) problems.push(`The release ${release.Version} of '${project.Name}' has no steps to deploy.`);
  const refusal = refusalOf(progressOf(world, release, question.tenantId).phases, environmentId);
  if (refusal !== undefined) problems.push(lifecycleSentence(refusal, release.Version, environment.Name));
  problems.push(
    ...tenantProblems(world, {
      mode: project.TenantedDeploymentMode,
      owner: `The project '${project.Name}'`,
      projectId: project.Id,
      environmentId,
      tenantId: question.tenantId,
      channelTags: store.get('Channels', release.ChannelId)?.TenantTags ?? [],
    }),
  );
  return problems;
}

function lifecycleSentence(
  refusal: 'outside' | 'notReached' | 'blocked',
  version: string,
  environment: string,
): string {
  if (refusal === 'outside')
    return `The environment '${environment}' is not part of the lifecycle of release ${version}.`;
  if (refusal === 'blocked')
    return `Release ${version} has an unresolved defect and may not be deployed to '${environment}'.`;
  return `Release ${version} has not reached '${environment}' yet: an earlier phase of its lifecycle is not complete.`;
}

/** What decides whether a project or runbook may run for a tenant, or for none. */
export interface TenantQuestion {
  readonly mode: TenantMode;
  readonly owner: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
  readonly channelTags: readonly string[];
}

/** Why a tenant (or none) does not fit. [docs] */
export function tenantProblems({ store }: World, question: TenantQuestion): string[] {
  const { mode, owner, tenantId } = question;
  if (!modeAllows(mode, tenantId !== null)) {
    return [tenantId === null ? `${owner} needs a tenant.` : `${owner} does not take tenants.`];
  }
  if (tenantId === null) return [];
  const tenant = store.get('Tenants', tenantId);
  if (tenant === undefined) return [`The tenant '${tenantId}' does not exist.`];
  const problems = tenant.IsDisabled ? [`The tenant '${tenant.Name}' is disabled.`] : [];
  if (!isConnected(tenant, question.projectId, question.environmentId)) {
    const environment = store.get('Environments', question.environmentId)?.Name ?? question.environmentId;
    problems.push(`The tenant '${tenant.Name}' is not connected to the project in '${environment}'.`);
  }
  if (!passesTagFilter(tenant.TenantTags, question.channelTags)) {
    problems.push(`The release's channel is not for the tenant '${tenant.Name}'.`);
  }
  return problems;
}
