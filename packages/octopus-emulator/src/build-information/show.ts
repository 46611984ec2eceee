import { selfLink } from '../http/links.ts';
import type { BuildInformationDocument } from './state.ts';

/** Build information as callers see it. Addresses of commits follow from that of a repository on GitHub. [guess] */
export function showBuildInformation(document: BuildInformationDocument): Record<string, unknown> {
  return {
    ...shownBuild(document),
    Id: document.Id,
    Created: document.Created,
    IncompleteDataWarning: null,
    Links: { Self: selfLink(document.SpaceId, '/build-information', document.Id) },
  };
}

/** The same as a release shows it for its packages. */
export function shownBuild({
  Id: _id,
  SpaceId: _space,
  Created: _created,
  ...build
}: BuildInformationDocument): Record<string, unknown> {
  return {
    ...build,
    VcsCommitUrl: commitAddress(build.VcsRoot, build.VcsCommitNumber),
    IssueTrackerName: null,
    WorkItems: [],
    Commits: build.Commits.map((commit) => ({ ...commit, LinkUrl: commitAddress(build.VcsRoot, commit.Id) })),
  };
}

function commitAddress(root: string | null, commit: string | null): string | null {
  if (root === null || commit === null || !/^https?:\/\/(www\.)?github\.com\//i.test(root)) return null;
  return `${root.replace(/(\.git)?\/?$/, '')}/commit/${commit}`;
}
