import { feedOf } from '../feeds/built-in.ts';
import type { StepDocument } from '../processes/state.ts';
import type { Store } from '../store/store.ts';
import { isResolvable, type PackageNeed } from './package-needs.ts';
import { isFor } from './package-selection.ts';
import type { SelectedGitResource, SelectedPackage } from './state.ts';

/** The packages that somebody has to choose versions of, with those that were chosen last. */
export function templatePackages(
  store: Store,
  parts: { spaceId: string; needs: readonly PackageNeed[]; last: readonly SelectedPackage[] },
): readonly object[] {
  return parts.needs.map((need) => {
    const { step, action, reference } = need;
    const feed = feedOf(store, parts.spaceId, reference.FeedId);
    return {
      ActionName: action.Name,
      StepName: step.Name,
      PackageId: reference.PackageId,
      PackageReferenceName: reference.Name,
      FeedId: feed?.Id ?? reference.FeedId,
      FeedName: feed?.Name ?? null,
      ProjectName:
        feed?.FeedType === 'OctopusProject' ? (store.get('Projects', reference.PackageId)?.Name ?? null) : null,
      IsResolvable: isResolvable(need),
      FixedVersion: reference.Version,
      VersionSelectedLastRelease: parts.last.find((given) => isFor(given, need))?.Version ?? null,
    };
  });
}

/** The git references that somebody has to choose, with those that were chosen last. */
export function templateGitResources(
  steps: readonly StepDocument[],
  last: readonly SelectedGitResource[],
): readonly object[] {
  const actions = steps.flatMap((step) => step.Actions).filter(({ IsDisabled }) => !IsDisabled);
  return actions.flatMap((action) =>
    action.GitDependencies.map(({ Name, RepositoryUri, DefaultBranch, FilePathFilters }) => ({
      ActionName: action.Name,
      Name,
      RepositoryUri,
      DefaultBranch,
      FilePathFilters,
      IsResolvable: !`${RepositoryUri}${DefaultBranch}`.includes('#{'),
      GitResourceSelectedLastRelease:
        last.find(
          ({ ActionName, GitResourceReferenceName }) => ActionName === action.Name && GitResourceReferenceName === Name,
        )?.GitReferenceResource ?? null,
    })),
  );
}
