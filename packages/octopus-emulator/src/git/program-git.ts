import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import process from 'node:process';
import { type GitRepository, type GitSource, normalAddress } from './git-source.ts';

const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

/** Runs git in a folder; `undefined` when git says no. Throws when git cannot be started. */
type RunGit = (
  folder: string,
  args: readonly string[],
  more?: Readonly<Record<string, string>>,
) => Promise<string | undefined>;

/** `more` of the environment. */
function runGit(folder: string, args: readonly string[], more?: Readonly<Record<string, string>>) {
  return new Promise<string | undefined>((resolve, reject) => {
    const env = more === undefined ? {} : { env: { ...process.env, ...more } };
    const options = { maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true, ...env };
    execFile('git', ['-C', folder, ...args], options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (typeof error.code === 'number') resolve(undefined);
      else reject(new Error(`git could not be run in ${folder}: ${error.message}`, { cause: error }));
    });
  });
}

/** Remembers answers about a commit, which never change. */
function remember<T>(answers: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

function repositoryIn(folder: string, run: RunGit): GitRepository {
  const files = new Map<string, Promise<string | undefined>>();
  const folders = new Map<string, Promise<readonly string[]>>();
  return {
    async resolve(ref) {
      const names = ref.startsWith('refs/')
        ? [ref]
        : [`refs/heads/${ref}`, `refs/remotes/origin/${ref}`, `refs/tags/${ref}`];
      if (/^[0-9a-f]{7,40}$/.test(ref)) names.push(ref);
      for (const name of names) {
        const found = await run(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
        if (found !== undefined) return found.trim();
      }
      return undefined;
    },
    read: (commit, path) =>
      remember(files, `${commit}:${path}`, () => run(folder, ['cat-file', 'blob', `${commit}:${path}`])),
    list: (commit, path) =>
      remember(folders, `${commit}:${path}`, async () => {
        const within = path === '' || path === '.' ? [] : ['--', path];
        const names = await run(folder, ['ls-tree', '-r', '-z', '--name-only', commit, ...within]);
        return (names ?? '').split('\0').filter((name) => name !== '');
      }),
    async checkOut(commit, into) {
      // An index of its own: that of the clone, and whoever works with it, are left alone.
      const own = { GIT_INDEX_FILE: `${into}.index`, GIT_WORK_TREE: into };
      try {
        for (const args of [
          ['read-tree', commit],
          ['checkout-index', '--all', '--force'],
        ]) {
          if ((await run(folder, args, own)) === undefined)
            throw new Error(`git could not write commit ${commit} of ${folder} into a folder: git ${args.join(' ')}`);
        }
      } finally {
        await rm(own.GIT_INDEX_FILE, { force: true });
      }
    },
  };
}

/**
 * A source over local clones, read by the git program (no shell, nothing is fetched): `folders` maps addresses to
 * folders. What is read at a commit is read once.
 */
export function programGit(folders: Readonly<Record<string, string>>): GitSource {
  const repositories = new Map(
    Object.entries(folders).map(([address, folder]) => [normalAddress(address), repositoryIn(folder, runGit)]),
  );
  return { repository: (address) => repositories.get(normalAddress(address)) };
}
