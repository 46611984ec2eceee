import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { StepDocument } from '../processes/state.ts';
import { requireDatabase } from '../project-git/repository.ts';
import { projectOfPath } from '../projects/of-path.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { nextVersion } from './next-version.ts';
import { packageNeeds } from './package-needs.ts';
import { donorOf } from './plan-release.ts';
import { templateGitResources, templatePackages } from './template-parts.ts';

/** What a new release of a project would need: packages, git references and a version. */
export function registerReleaseTemplateRoutes(api: Api): void {
  api.space('GET', '/projects/:id/deploymentprocesses/template', (context) =>
    template(context, projectOfPath(context)),
  );
  api.space('GET', '/deploymentprocesses/:id/template', (context) => {
    const { world, space } = context;
    const id = param(context, 'id');
    const project = world.store
      .all('Projects')
      .find(({ SpaceId, DeploymentProcessId }) => SpaceId === space.Id && DeploymentProcessId === id);
    if (project === undefined) throw notFound('deployment process', id);
    return template(context, project);
  });
}

function template(context: RouteContext, project: ProjectDocument): Reply {
  requireDatabase(project);
  const steps = context.world.store.get('DeploymentProcesses', project.DeploymentProcessId)?.Steps ?? [];
  return releaseTemplate(context, project, steps);
}

/** What a release of these steps would need. */
export function releaseTemplate(
  context: RouteContext,
  project: ProjectDocument,
  steps: readonly StepDocument[],
): Reply {
  const { world, caller, query } = context;
  caller.requirePermission('ProcessView', { spaceId: project.SpaceId, projectId: project.Id });
  const { store } = world;
  const channels = store.all('Channels').filter(({ ProjectId }) => ProjectId === project.Id);
  const wanted = query.text('channel');
  const channel = channels.find(({ Id, IsDefault }) => (wanted === undefined ? IsDefault : Id === wanted));
  if (channel === undefined) throw badRequest([`The project '${project.Name}' has no channel '${wanted}'.`]);
  const own = store.newest('Releases', { group: ({ ProjectId }) => ProjectId === project.Id });
  const releases = own.slice(0, own.length);
  const edited = query.text('releaseId');
  const ofChannel = releases.filter(({ ChannelId }) => ChannelId === channel.Id);
  const last = edited === undefined ? ofChannel[0] : store.get('Releases', edited);
  const needs = packageNeeds(steps, channel.Id);
  const donor = donorOf(project, needs);
  return ok({
    DeploymentProcessId: project.DeploymentProcessId,
    LastReleaseVersion: releases[0]?.Version ?? null,
    NextVersionIncrement:
      donor === undefined
        ? nextVersion(project.VersioningStrategy.Template, {
            versions: releases.map(({ Version }) => Version),
            channelVersions: ofChannel.map(({ Version }) => Version),
            nowMs: world.clock.now(),
          })
        : null,
    VersioningPackageStepName: donor?.action.Name ?? null,
    VersioningPackageReferenceName: donor?.reference.Name ?? null,
    Packages: templatePackages(store, { spaceId: project.SpaceId, needs, last: last?.SelectedPackages ?? [] }),
    GitResources: templateGitResources(steps, last?.SelectedGitResources ?? []),
    Links: { Self: context.path },
  });
}
