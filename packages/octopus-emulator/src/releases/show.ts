import { shownOnce } from '../http/json-text.ts';
import { selfLink } from '../http/links.ts';
import type { DefectDocument, ReleaseDocument } from './state.ts';

/** A release as callers see it. */
export const showRelease = shownOnce(shownRelease);

function shownRelease({ CreatedById: _creator, ...release }: ReleaseDocument): Readonly<Record<string, unknown>> {
  const self = selfLink(release.SpaceId, '/releases', release.Id);
  return {
    ...release,
    VariableSnapshotConcurrencyToken: release.ProjectVariableSetSnapshotId,
    VersionControlReference: release.VersionControlReference ?? null,
    BuildInformation: release.BuildInformation ?? [],
    Links: {
      Self: self,
      Project: selfLink(release.SpaceId, '/projects', release.ProjectId),
      Progression: `${self}/progression`,
      Deployments: `${self}/deployments{?skip,take}`,
      DeploymentTemplate: `${self}/deployments/template`,
      SnapshotVariables: `${self}/snapshot-variables`,
      Defects: `${self}/defects`,
      ReportDefect: `${self}/defects`,
      ResolveDefect: `${self}/defects/resolve`,
      Web: `/app#/${release.SpaceId}/releases/${release.Id}`,
    },
  };
}

/** A defect as callers see it. */
export function showDefect({ Id, SpaceId, ReleaseId, Description, Status }: DefectDocument): Record<string, unknown> {
  return { Id, Description, Status, Links: { Release: selfLink(SpaceId, '/releases', ReleaseId) } };
}
