import { type GitSource, normalAddress } from './git-source.ts';

/** A repository held in memory: commits by hash, and the branches and tags that name them. */
export interface MemoryRepository {
  readonly refs: Readonly<Record<string, string>>;
  readonly commits: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A source over repositories held in memory, by address; for tests and simulations. Answers at once. */
export function memoryGit(repositories: Readonly<Record<string, MemoryRepository>>): GitSource {
  const byAddress = new Map(Object.entries(repositories).map(([address, held]) => [normalAddress(address), held]));
  return {
    repository(address) {
      const held = byAddress.get(normalAddress(address));
      if (held === undefined) return undefined;
      return {
        resolve(ref) {
          const name = ref.replace(/^refs\/(heads|tags)\//, '');
          return held.refs[name] ?? (held.commits[ref] === undefined ? undefined : ref);
        },
        read: (commit, path) => held.commits[commit]?.[path],
        list: (commit, folder) => {
          const prefix = folder === '' || folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`;
          return Object.keys(held.commits[commit] ?? {}).filter((path) => path.startsWith(prefix));
        },
      };
    },
  };
}
