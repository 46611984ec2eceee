import type { Store } from '../store/store.ts';
import type { DeploymentSettingsDocument, Settings } from './settings-state.ts';
import type { ProjectDocument } from './state.ts';

export function settingsOf(store: Store, project: ProjectDocument): Settings {
  const own = store.get('DeploymentSettings', project.Id);
  return {
    ConnectivityPolicy: project.ProjectConnectivityPolicy,
    DefaultGuidedFailureMode: project.DefaultGuidedFailureMode,
    DefaultToSkipIfAlreadyInstalled: project.DefaultToSkipIfAlreadyInstalled,
    VersioningStrategy: project.VersioningStrategy,
    ReleaseNotesTemplate: project.ReleaseNotesTemplate,
    DeploymentChangesTemplate: project.DeploymentChangesTemplate,
    ForcePackageDownload: own?.ForcePackageDownload ?? false,
    FailTargetDiscovery: own?.FailTargetDiscovery ?? false,
    CancelQueuedTasks: own?.CancelQueuedTasks ?? false,
    CancelRunningTasks: own?.CancelRunningTasks ?? false,
  };
}

/** The project with other settings, and what is kept beside it. */
export function withSettings(
  project: ProjectDocument,
  settings: Settings,
): { project: ProjectDocument; own: DeploymentSettingsDocument } {
  const { ConnectivityPolicy, ForcePackageDownload, FailTargetDiscovery, ...rest } = settings;
  const { CancelQueuedTasks, CancelRunningTasks, ...shared } = rest;
  return {
    project: { ...project, ...shared, ProjectConnectivityPolicy: ConnectivityPolicy },
    own: {
      Id: project.Id,
      SpaceId: project.SpaceId,
      ForcePackageDownload,
      FailTargetDiscovery,
      CancelQueuedTasks,
      CancelRunningTasks,
    },
  };
}

/** Id of a project's settings. [client] */
export function settingsId({ Id }: ProjectDocument): string {
  return `deploymentsettings-${Id}`;
}

/** Settings as callers see them. */
export function showSettings(project: ProjectDocument, settings: Settings, self: string): object {
  return {
    Id: settingsId(project),
    SpaceId: project.SpaceId,
    ProjectId: project.Id,
    ...settings,
    Links: { Self: self, Project: `/api/${project.SpaceId}/projects/${project.Id}` },
  };
}
