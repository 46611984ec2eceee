import { channelProblems, hasRules, rulesFor } from '../channels/release-rules.ts';
import type { ChannelDocument } from '../channels/state.ts';
import { sameName } from '../http/names.ts';
import type { StepDocument } from '../processes/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import { nextVersion } from './next-version.ts';
import { type PackageNeed, packageNeeds } from './package-needs.ts';
import { isFor, type PackageWish, selectPackages } from './package-selection.ts';
import type { SelectedPackage } from './state.ts';

/** A release of a project in one of its channels, before it is made. */
export interface ReleasePlan {
  readonly channel: ChannelDocument;
  readonly version: string;
  readonly needs: readonly PackageNeed[];
  readonly packages: readonly SelectedPackage[];
  /** Why it cannot be made: packages without a version. */
  readonly unresolved: readonly string[];
  /** Rules of the channel that its versions break. */
  readonly broken: readonly string[];
}

/** Works out packages and version of a release in a channel. */
export function planRelease(
  world: World,
  parts: {
    project: ProjectDocument;
    channel: ChannelDocument;
    steps: readonly StepDocument[];
    /** Undefined: the next one. */
    version: string | undefined;
    wish: PackageWish;
    ignoreRules: boolean;
    gitRef: string | null;
  },
): ReleasePlan {
  const { project, channel, steps, wish, ignoreRules } = parts;
  const needs = packageNeeds(steps, channel.Id);
  const { selected, problems } = selectPackages(world.store, {
    spaceId: project.SpaceId,
    needs,
    wish,
    rulesFor: ignoreRules ? () => [] : rulesFor(channel),
  });
  const version = parts.version ?? versionOf(world, { project, channel, needs, packages: selected });
  const facts = { version, needs, packages: selected, git: [], gitRef: parts.gitRef };
  return {
    channel,
    version,
    needs,
    packages: selected,
    unresolved: problems,
    broken: ignoreRules && hasRules(channel) ? [] : channelProblems(world.store, channel, facts),
  };
}

/** The version of the donor package, where the project names one [docs]; else what the mask says. */
function versionOf(
  world: World,
  parts: { project: ProjectDocument; channel: ChannelDocument } & Pick<ReleasePlan, 'needs' | 'packages'>,
): string {
  const { project, channel } = parts;
  const donor = donorOf(project, parts.needs);
  const donated = donor && parts.packages.find((given) => isFor(given, donor))?.Version;
  if (donated !== undefined) return donated;
  const own = world.store.newest('Releases', { group: ({ ProjectId }) => ProjectId === project.Id });
  const releases = own.slice(0, own.length);
  return nextVersion(project.VersioningStrategy.Template, {
    versions: releases.map(({ Version }) => Version),
    channelVersions: releases.filter(({ ChannelId }) => ChannelId === channel.Id).map(({ Version }) => Version),
    nowMs: world.clock.now(),
  });
}

/** The package whose version a release gets. */
export function donorOf(project: ProjectDocument, needs: readonly PackageNeed[]): PackageNeed | undefined {
  const donor = project.VersioningStrategy.DonorPackage;
  if (donor === null) return undefined;
  return needs.find(
    ({ action, reference }) =>
      [action.Name, action.Id, action.Slug].some((name) => sameName(name, donor.DeploymentAction ?? '')) &&
      sameName(reference.Name, donor.PackageReference ?? ''),
  );
}
