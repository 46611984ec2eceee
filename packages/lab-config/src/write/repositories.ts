import type { RepositoryEntry } from '../file/steps.ts';
import type { Lab } from '../model/lab.ts';
import type { GitSource, Step } from '../model/steps.ts';
import { canonical, groupedBy } from './values.ts';

/** Repositories of a lab's steps, each under one name. */
export interface Repositories {
  readonly entries: Readonly<Record<string, RepositoryEntry>>;
  nameOf(git: GitSource): string;
}

/** Names each repository by the last part of its address, and tells those of one name apart by a number. */
export function repositoriesOf(steps: readonly Step[]): Repositories {
  const sources = steps.flatMap((step) => ('git' in step ? [step.git] : []));
  const names = new Map<string, string>();
  const entries: Record<string, RepositoryEntry> = {};
  for (const [key, [git]] of groupedBy(sources, canonical)) {
    if (git === undefined) continue;
    const base = baseName(git.url);
    let name = base;
    for (let nth = 2; name in entries; nth += 1) name = `${base}-${nth}`;
    names.set(key, name);
    entries[name] = repositoryEntry(git);
  }
  return { entries, nameOf: (git) => names.get(canonical(git)) ?? baseName(git.url) };
}

/** All steps of a lab. */
export function stepsOf(lab: Lab): readonly Step[] {
  const projects = lab.spaces.flatMap((space) => space.projects);
  return projects.flatMap(({ process, runbooks }) => [...process, ...runbooks.flatMap((one) => one.process)]);
}

function repositoryEntry({ url, branch, credential }: GitSource): RepositoryEntry {
  return {
    url,
    ...(branch === 'main' ? {} : { branch }),
    ...(credential === undefined ? {} : { credential }),
  };
}

function baseName(url: string): string {
  const last =
    url
      .split(/[/:]/)
      .filter(Boolean)
      .at(-1)
      ?.replace(/\.git$/, '')
      .trim() ?? '';
  return last === '' ? 'repository' : last;
}
