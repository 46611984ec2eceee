import { sameName } from '../http/names.ts';
import type { ActionDocument } from '../processes/state.ts';
import type { PackageNeed } from '../releases/package-needs.ts';
import { isFor, notationOf } from '../releases/package-selection.ts';
import type { SelectedGitResource, SelectedPackage } from '../releases/state.ts';
import type { Store } from '../store/store.ts';
import { ruleProblems, type VersionRule } from '../versions/rules.ts';
import { matchesGlob } from './globs.ts';
import type { ChannelDocument } from './state.ts';

/** What a channel's rules are held against. */
export interface RuleFacts {
  readonly version: string;
  readonly needs: readonly PackageNeed[];
  readonly packages: readonly SelectedPackage[];
  readonly git: readonly SelectedGitResource[];
  /** The branch or tag of a project in git. */
  readonly gitRef: string | null;
}

/**
 * Why a release breaks the rules of a channel; they are looked at only when it is made or moved, not when it is deployed
 * [docs]. A rule that names no packages is about the version of the release itself. [guess]
 */
export function channelProblems(store: Store, channel: ChannelDocument, facts: RuleFacts): string[] {
  return [
    ...channel.Rules.flatMap((rule) => {
      if (rule.ActionPackages.length === 0) return ruleProblems(facts.version, rule);
      return facts.needs
        .filter((need) => isAbout(rule, need))
        .flatMap((need) => {
          const version = facts.packages.find((given) => isFor(given, need))?.Version;
          const notation = notationOf(store, channel.SpaceId, need);
          const problems = version === undefined ? [] : ruleProblems(version, rule, notation);
          return problems.map((problem) => `package '${need.reference.PackageId}': ${problem}`);
        });
    }),
    ...gitProblems(channel, facts),
  ].map((problem) => `The channel '${channel.Name}' does not take this release: ${problem}.`);
}

/** Whether the rules of a channel have anything to say at all. */
export function hasRules({ Rules, GitReferenceRules, GitResourceRules }: ChannelDocument): boolean {
  return Rules.length + GitReferenceRules.length + GitResourceRules.length > 0;
}

/** The version rules of a channel for one package. */
export function rulesFor({ Rules }: ChannelDocument): (need: PackageNeed) => readonly VersionRule[] {
  return (need) => Rules.filter((rule) => isAbout(rule, need));
}

function isAbout({ ActionPackages }: ChannelDocument['Rules'][number], { action, reference }: PackageNeed): boolean {
  return ActionPackages.some(
    ({ DeploymentAction, PackageReference }) =>
      isCalled(action, DeploymentAction) && sameName(PackageReference, reference.Name),
  );
}

/** Rules name actions by name or id, those for git by slug. [client] */
function isCalled({ Id, Name, Slug }: Pick<ActionDocument, 'Id' | 'Name' | 'Slug'>, text: string): boolean {
  return [Id, Name, Slug].some((own) => sameName(own, text));
}

function gitProblems(channel: ChannelDocument, { git, gitRef, needs }: RuleFacts): string[] {
  const problems: string[] = [];
  const { GitReferenceRules: own } = channel;
  if (gitRef !== null && own.length > 0 && !own.some((rule) => matchesGlob(gitRef, rule))) {
    problems.push(`the git reference ${gitRef} fits none of ${own.join(', ')}`);
  }
  for (const { GitDependencyActions, Rules } of channel.GitResourceRules) {
    for (const resource of git) {
      const slug = needs.find(({ action }) => action.Name === resource.ActionName)?.action.Slug;
      const isMeant = GitDependencyActions.some(
        ({ DeploymentActionSlug, GitDependencyName }) =>
          [resource.ActionName, slug ?? slugOf(resource.ActionName)].some((name) =>
            sameName(name, DeploymentActionSlug),
          ) && sameName(GitDependencyName, resource.GitResourceReferenceName),
      );
      const { GitRef } = resource.GitReferenceResource;
      if (isMeant && Rules.length > 0 && !Rules.some((rule) => matchesGlob(GitRef, rule))) {
        problems.push(`the git reference ${GitRef} of '${resource.ActionName}' fits none of ${Rules.join(', ')}`);
      }
    }
  }
  return problems;
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
