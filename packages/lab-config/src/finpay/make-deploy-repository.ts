import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { deployHistory, fastImportStream } from './deploy-history.ts';
import type { RunGit } from './git-runner.ts';

/** FinPay's deployment repository on disk, or why there is none. */
export type DeployRepository =
  | {
      readonly ok: true;
      readonly directory: string;
      /** The commit of each tag: `v1.0.0` and `v1.1.0`. */
      readonly commits: Readonly<Record<string, string>>;
      /** False when it was there already. */
      readonly made: boolean;
    }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Says which content a repository was made of. */
const seal = 'finpay-deploy';

class GitFailure extends Error {
  readonly hint: string;

  constructor({ message, hint }: { message: string; hint: string }) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Makes FinPay's deployment repository in a folder, with a working copy of branch main, or finds it there. It is made
 * beside the folder and then renamed, so that the folder is either complete or absent, also after a crash or when two
 * processes make it at once. Commit hashes are the same on every machine. A repository made of older content gets the
 * new commits and keeps the old ones as objects. Refuses a folder that holds anything else.
 */
export async function makeDeployRepository(options: { directory: string; run: RunGit }): Promise<DeployRepository> {
  const directory = resolve(options.directory);
  const { run } = options;
  const stream = fastImportStream(deployHistory);
  const fingerprint = createHash('sha256').update(stream).digest('hex');
  try {
    const before = await sealOf(directory);
    if (before === fingerprint) return await found({ directory, run, made: false });
    if (before !== undefined) {
      await fill({ directory, run, stream, fingerprint });
      return await found({ directory, run, made: true });
    }
    if (await exists(directory)) return occupied(directory);
    return await make({ directory, run, stream, fingerprint });
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return { ok: false, message: error.message, hint: error.hint };
  }
}

interface Making {
  directory: string;
  run: RunGit;
  stream: string;
  fingerprint: string;
}

async function make({ directory, run, stream, fingerprint }: Making): Promise<DeployRepository> {
  const draft = join(dirname(directory), `.${basename(directory)}-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  try {
    await git({ run, cwd: draft, args: ['init', '--quiet', '--template=', '--initial-branch=main'] });
    await fill({ directory: draft, run, stream, fingerprint });
    const moved = await rename(draft, directory).then(
      () => true,
      () => false,
    );
    if (moved) return await found({ directory, run, made: true });
    if ((await sealOf(directory)) === undefined) return occupied(directory);
    return await found({ directory, run, made: false });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Puts the commits in, checks main out, and seals the result last. */
async function fill({ directory, run, stream, fingerprint }: Making): Promise<void> {
  await git({ run, cwd: directory, args: ['config', 'core.autocrlf', 'false'] });
  await git({ run, cwd: directory, args: ['fast-import', '--quiet', '--force', '--done'], input: stream });
  await git({ run, cwd: directory, args: ['reset', '--quiet', '--hard', 'main'] });
  await writeFile(join(directory, '.git', seal), `${fingerprint}\n`);
}

async function found(options: { directory: string; run: RunGit; made: boolean }): Promise<DeployRepository> {
  const { directory, run, made } = options;
  const tags = deployHistory.map((commit) => commit.tag);
  const revisions = tags.map((tag) => `refs/tags/${tag}`);
  const { stdout } = await git({ run, cwd: directory, args: ['rev-parse', ...revisions] });
  const hashes = stdout.trim().split(/\s+/);
  return { ok: true, directory, commits: Object.fromEntries(tags.map((tag, at) => [tag, hashes[at] ?? ''])), made };
}

async function git(options: { run: RunGit; cwd: string; args: readonly string[]; input?: string }) {
  const { run, ...call } = options;
  const result = await run(call);
  if (result.exitCode === 0) return result;
  const where = `in ${call.cwd}: ${result.stderr.trim() || 'no message'}`;
  throw result.exitCode === undefined
    ? new GitFailure({
        message: `git ${call.args[0]} could not be started ${where}`,
        hint: 'install git 2.28 or newer, and see that it is on the path',
      })
    : new GitFailure({
        message: `git ${call.args[0]} ended with ${result.exitCode} ${where}`,
        hint: `correct what git complains about, then try again; git 2.28 or newer is needed`,
      });
}

async function sealOf(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, '.git', seal), 'utf8').catch(() => undefined);
  return text?.trim();
}

async function exists(directory: string): Promise<boolean> {
  return stat(directory).then(
    () => true,
    () => false,
  );
}

function occupied(directory: string): DeployRepository {
  return {
    ok: false,
    message: `${directory} exists and is not FinPay's deployment repository`,
    hint: 'name a folder that does not exist yet',
  };
}
