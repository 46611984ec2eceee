import type { z } from 'zod';
import type { GitSource } from '../git/git-source.ts';
import type { ActionDocument, StepDocument } from '../processes/state.ts';
import type { gitResourceSchema } from './schemas.ts';
import type { SelectedGitResource } from './state.ts';

/** A git ref asked for by a caller: of a step (or every step) and one of its resources. */
export interface WantedRef {
  /** Undefined: every step. */
  readonly step: string | undefined;
  /** Undefined: whatever the name of the resource. */
  readonly resource: string | undefined;
  /** Undefined: the tip of the default branch. */
  readonly ref: string | undefined;
}

/** Reads `Step:GitRef` or `Step:GitResource:GitRef`; `*` stands for any, and as a ref for the default branch. [docs] */
export function readWantedRef(text: string): WantedRef | undefined {
  const parts = text.split(':');
  if (parts.length < 2 || parts.length > 3) return undefined;
  const [step, ref] = [parts[0] ?? '', parts.at(-1) ?? ''];
  const resource = parts.length === 3 ? (parts[1] ?? '') : '';
  if (ref === '') return undefined;
  return {
    step: step === '*' || step === '' ? undefined : step,
    resource: resource === '*' ? undefined : resource,
    ref: ref === '*' ? undefined : ref,
  };
}

/** What a release or a runbook snapshot in its resource form asks for. */
export function wantedRefsOf(selected: readonly z.output<typeof gitResourceSchema>[]): readonly WantedRef[] {
  return selected.map(({ ActionName, GitReferenceResource, GitResourceReferenceName }) => ({
    step: ActionName,
    resource: GitResourceReferenceName,
    ref: GitReferenceResource.GitCommit || GitReferenceResource.GitRef || undefined,
  }));
}

interface Dependency {
  readonly action: ActionDocument;
  readonly step: StepDocument;
  readonly dependency: ActionDocument['GitDependencies'][number];
}

function dependenciesOf(steps: readonly StepDocument[]): Dependency[] {
  return steps.flatMap((step) =>
    step.Actions.filter(({ IsDisabled }) => !IsDisabled).flatMap((action) =>
      action.GitDependencies.map((dependency) => ({ step, action, dependency })),
    ),
  );
}

function isWanted({ step, action, dependency }: Dependency, wanted: WantedRef): boolean {
  const names = [step.Name, action.Name].map((name) => name.toLowerCase());
  if (wanted.step !== undefined && !names.includes(wanted.step.toLowerCase())) return false;
  return wanted.resource === undefined || dependency.Name.toLowerCase() === wanted.resource.toLowerCase();
}

/** The git resources of a new release, each pinned to the commit that its ref names now; or what is wrong. */
export async function selectGitResources(
  git: GitSource,
  options: { steps: readonly StepDocument[]; wanted: readonly WantedRef[] },
): Promise<{ selected: SelectedGitResource[]; problems: string[] }> {
  const dependencies = dependenciesOf(options.steps);
  const problems = options.wanted
    .filter((wanted) => wanted.step !== undefined && !dependencies.some((dependency) => isWanted(dependency, wanted)))
    .map(({ step }) => `No step with a git resource is called '${step}'.`);
  const selected: SelectedGitResource[] = [];
  for (const found of dependencies) {
    const { action, dependency } = found;
    const wanted = options.wanted.findLast((candidate) => isWanted(found, candidate));
    const ref = wanted?.ref ?? dependency.DefaultBranch;
    const commit = await commitOf(git, dependency.RepositoryUri, ref);
    if (commit.problem !== undefined) problems.push(commit.problem);
    else {
      const GitRef = /^[0-9a-f]{40}$/.test(ref) || ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
      selected.push({
        ActionName: action.Name,
        GitReferenceResource: { GitRef, GitCommit: commit.hash },
        GitResourceReferenceName: dependency.Name,
      });
    }
  }
  return { selected, problems: [...new Set(problems)] };
}

type Resolved =
  | { readonly hash: string; readonly problem?: undefined }
  | { readonly hash?: undefined; readonly problem: string };

async function commitOf(git: GitSource, address: string, ref: string): Promise<Resolved> {
  const repository = git.repository(address);
  if (repository === undefined) return { problem: `The repository ${address} is not known to this server.` };
  const hash = await repository.resolve(ref);
  return hash === undefined ? { problem: `The git reference '${ref}' does not exist in ${address}.` } : { hash };
}
