import { currentDeployment } from '../deployments/current.ts';
import type { MachineDocument } from '../machines/state.ts';
import type { ActionDocument, StepDocument } from '../processes/state.ts';
import type { World } from '../world.ts';
import type { Subject } from './subject.ts';

/** Where in a run built-in variables are asked for. */
export interface RunPlace {
  readonly step?: StepDocument | undefined;
  readonly stepNumber?: number | undefined;
  readonly action?: ActionDocument | undefined;
  readonly machine?: MachineDocument | undefined;
  /** Why an earlier step failed. */
  readonly failure?: string | null | undefined;
}

/** The variables that the server itself sets for a run; they beat the user's own of the same name. [docs] */
export function builtIns(world: World, subject: Subject, place: RunPlace): Record<string, string> {
  const { space, project, environment, task, document, tenant } = subject;
  const creator = world.store.get('Users', document.DeployedById);
  return {
    'Octopus.Space.Id': space.Id,
    'Octopus.Space.Name': space.Name,
    'Octopus.Project.Id': project.Id,
    'Octopus.Project.Name': project.Name,
    'Octopus.Project.Slug': project.Slug,
    'Octopus.ProjectGroup.Id': project.ProjectGroupId,
    'Octopus.ProjectGroup.Name': world.store.get('ProjectGroups', project.ProjectGroupId)?.Name ?? '',
    'Octopus.Environment.Id': environment.Id,
    'Octopus.Environment.Name': environment.Name,
    'Octopus.Environment.Slug': environment.Slug,
    'Octopus.Environment.SortOrder': String(environment.SortOrder),
    'Octopus.Task.Id': task.Id,
    'Octopus.Task.Name': task.Description,
    'Octopus.Task.QueueTime': task.QueueTime,
    'Octopus.Deployment.Id': document.Id,
    'Octopus.Deployment.Name': document.Name,
    'Octopus.Deployment.Comments': document.Comments ?? '',
    'Octopus.Deployment.Created': document.Created,
    'Octopus.Deployment.CreatedBy.Id': document.DeployedById,
    'Octopus.Deployment.CreatedBy.Username': document.DeployedBy,
    'Octopus.Deployment.CreatedBy.DisplayName': creator?.DisplayName ?? document.DeployedBy,
    'Octopus.Deployment.CreatedBy.EmailAddress': creator?.EmailAddress ?? '',
    'Octopus.Deployment.ForcePackageDownload': document.ForcePackageDownload ? 'True' : 'False',
    ...(tenant === undefined
      ? {}
      : {
          'Octopus.Deployment.Tenant.Id': tenant.Id,
          'Octopus.Deployment.Tenant.Name': tenant.Name,
          'Octopus.Deployment.Tenant.Tags': tenant.TenantTags.join(','),
        }),
    ...(place.failure == null
      ? {}
      : { 'Octopus.Deployment.Error': place.failure, 'Octopus.Deployment.ErrorDetail': place.failure }),
    ...subjectValues(subject),
    ...historyValues(world, subject),
    ...placeValues(place),
  };
}

/** What was deployed there before, as far as anything was. [docs] */
function historyValues(world: World, subject: Subject): Record<string, string> {
  if (subject.kind !== 'deployment') return {};
  const { project, environment, tenant } = subject;
  const place = { projectId: project.Id, environmentId: environment.Id, tenantId: tenant?.Id ?? null };
  const previous = currentDeployment(world.store, place);
  const release = previous === undefined ? undefined : world.store.get('Releases', previous.ReleaseId);
  if (previous === undefined || release === undefined) return {};
  return {
    'Octopus.Deployment.PreviousSuccessful.Id': previous.Id,
    'Octopus.Release.CurrentForEnvironment.Id': release.Id,
    'Octopus.Release.CurrentForEnvironment.Number': release.Version,
    // Different from the current one only while the same version is deployed again. [guess]
    'Octopus.Release.PreviousForEnvironment.Id': release.Id,
    'Octopus.Release.PreviousForEnvironment.Number': release.Version,
  };
}

function subjectValues(subject: Subject): Record<string, string> {
  if (subject.kind === 'deployment') {
    const { release, channel } = subject;
    return {
      'Octopus.Release.Id': release.Id,
      'Octopus.Release.Number': release.Version,
      'Octopus.Release.Notes': release.ReleaseNotes ?? '',
      'Octopus.Release.Created': release.Assembled,
      'Octopus.Release.Channel.Id': channel.Id,
      'Octopus.Release.Channel.Name': channel.Name,
    };
  }
  const { runbook, snapshot, document } = subject;
  return {
    'Octopus.Runbook.Id': runbook.Id,
    'Octopus.Runbook.Name': runbook.Name,
    'Octopus.RunbookRun.Id': document.Id,
    'Octopus.RunbookRun.Name': document.Name,
    'Octopus.RunbookRun.Created': document.Created,
    'Octopus.RunbookSnapshot.Id': snapshot.Id,
    'Octopus.RunbookSnapshot.Name': snapshot.Name,
    'Octopus.RunbookSnapshot.Notes': snapshot.Notes ?? '',
  };
}

function placeValues({ step, stepNumber, action, machine }: RunPlace): Record<string, string> {
  return {
    ...(step === undefined ? {} : { 'Octopus.Step.Id': step.Id, 'Octopus.Step.Name': step.Name }),
    ...(stepNumber === undefined
      ? {}
      : { 'Octopus.Step.Number': String(stepNumber), 'Octopus.Action.Number': String(stepNumber) }),
    ...(action === undefined ? {} : { 'Octopus.Action.Id': action.Id, 'Octopus.Action.Name': action.Name }),
    ...(machine === undefined
      ? {}
      : {
          'Octopus.Machine.Id': machine.Id,
          'Octopus.Machine.Name': machine.Name,
          'Octopus.Machine.Roles': machine.Roles.join(','),
        }),
  };
}
