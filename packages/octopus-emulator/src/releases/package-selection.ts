import { feedOf } from '../feeds/built-in.ts';
import { rememberVersion, versionsIn } from '../feeds/catalogue.ts';
import { feedKinds } from '../feeds/types.ts';
import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import type { Notation } from '../versions/ranges.ts';
import { ruleProblems, type VersionRule } from '../versions/rules.ts';
import { readVersion } from '../versions/semantic.ts';
import { isResolvable, nameOfNeed, type PackageNeed } from './package-needs.ts';
import type { SelectedPackage } from './state.ts';
import { bestWish, fits, type WantedPackage } from './wanted-packages.ts';

/** How the versions of packages are to be found. */
export interface PackageWish {
  /** Chosen already, in the resource form. */
  readonly selected: readonly SelectedPackage[];
  readonly wanted: readonly WantedPackage[];
  /** For all that is not named. */
  readonly version: string | null;
  /** Only such pre-releases are chosen where the server chooses. [docs] */
  readonly preRelease: string | null;
  /** False: what is not named is refused, not chosen by the server. */
  readonly latest: boolean;
}

export const noPackageWish: PackageWish = { selected: [], wanted: [], version: null, preRelease: null, latest: true };

interface Selection {
  readonly selected: readonly SelectedPackage[];
  readonly problems: readonly string[];
}

/**
 * A version for every package that is needed: its fixed one, the asked one, or the newest in its feed that keeps the
 * rules [docs]. Asked versions are not looked up in the feed: a deployment is what fetches them. [guess]
 */
export function selectPackages(
  store: Store,
  parts: {
    spaceId: string;
    needs: readonly PackageNeed[];
    wish: PackageWish;
    /** The channel's rules for a package. */
    rulesFor: (need: PackageNeed) => readonly VersionRule[];
  },
): Selection {
  const { needs, wish } = parts;
  const problems = wish.wanted
    .filter((wanted) => wanted.step !== undefined && !needs.some((need) => fits(need, wanted)))
    .map(({ step }) => `No step or package is called '${step}'.`);
  const selected = needs.flatMap((need): SelectedPackage[] => {
    const version = versionFor(store, need, parts);
    if (version === undefined) problems.push(missing(need, wish));
    return version === undefined ? [] : [selection(need, version)];
  });
  const others = wish.selected.filter((given) => !needs.some((need) => isFor(given, need)));
  return { selected: [...selected, ...others], problems: [...new Set(problems)] };
}

function selection({ step, action, reference }: PackageNeed, version: string): SelectedPackage {
  return { ActionName: action.Name, PackageReferenceName: reference.Name, StepName: step.Name, Version: version };
}

/** Whether a selection is of a package. */
export function isFor(given: SelectedPackage, { action, reference }: PackageNeed): boolean {
  return sameName(given.ActionName, action.Name) && sameName(given.PackageReferenceName, reference.Name);
}

function versionFor(store: Store, need: PackageNeed, parts: Parameters<typeof selectPackages>[1]): string | undefined {
  const { wish, spaceId } = parts;
  const asked =
    need.reference.Version ||
    wish.selected.find((given) => isFor(given, need))?.Version ||
    bestWish(need, wish.wanted)?.version ||
    wish.version;
  if (asked) return asked;
  const feed = feedOf(store, spaceId, need.reference.FeedId);
  if (!wish.latest || !isResolvable(need) || feed === undefined) return undefined;
  const rules = parts.rulesFor(need);
  const notation = feedKinds[feed.FeedType].versions;
  return versionsIn(store, feed, need.reference.PackageId)
    .map(({ version }) => version)
    .filter((version) => rules.every((rule) => ruleProblems(version, rule, notation).length === 0))
    .find((version) => fitsPreRelease(version, wish.preRelease));
}

/** The pre-release itself, or one that goes on from it, like `beta.2` and `beta2` for `beta`. [guess] */
function fitsPreRelease(version: string, wanted: string | null): boolean {
  if (wanted === null || wanted === '') return true;
  const own = (readVersion(version)?.preRelease ?? '').toLowerCase();
  return own.startsWith(wanted.toLowerCase()) && !/^[a-z]/.test(own.slice(wanted.length));
}

function missing(need: PackageNeed, wish: PackageWish): string {
  const { PackageId } = need.reference;
  return wish.latest && isResolvable(need)
    ? `No version of the package '${PackageId}' (${nameOfNeed(need)}) was found in its feed: name one.`
    : `The package '${PackageId}' (${nameOfNeed(need)}) needs a version.`;
}

/** The notation of a package's versions; that of NuGet where the feed is not known. */
export function notationOf(store: Store, spaceId: string, { reference }: PackageNeed): Notation {
  const feed = feedOf(store, spaceId, reference.FeedId);
  return feed === undefined ? 'NuGet' : feedKinds[feed.FeedType].versions;
}

/** Lets feeds outside the server know what was chosen of them. */
export function rememberSelection(
  store: Store,
  spaceId: string,
  { needs, selected }: { needs: readonly PackageNeed[]; selected: readonly SelectedPackage[] },
): void {
  for (const need of needs.filter(isResolvable)) {
    const feed = feedOf(store, spaceId, need.reference.FeedId);
    const version = selected.find((given) => isFor(given, need))?.Version;
    if (feed === undefined || version === undefined) continue;
    rememberVersion(store, feed, { packageId: need.reference.PackageId, version });
  }
}
