import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gitRunner, type RunGit } from './git-runner.ts';
import { makeDeployRepository } from './make-deploy-repository.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finpay-deploy-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function git(directory: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await gitRunner({ args, cwd: directory });
  if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

describe('makeDeployRepository', () => {
  test('makes the same commits wherever it is made', async () => {
    const one = await makeDeployRepository({ directory: join(folder, 'one'), run: gitRunner });
    const two = await makeDeployRepository({ directory: join(folder, 'deep', 'er', 'two'), run: gitRunner });

    expect(one).toMatchObject({ ok: true, made: true });
    expect(one.ok && one.commits).toEqual(two.ok && two.commits);
    expect(one.ok && one.commits).toEqual({
      'v1.0.0': expect.stringMatching(/^[0-9a-f]{40}$/),
      'v1.1.0': expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  test('makes a sound repository with a clean copy of branch main', async () => {
    const directory = join(folder, 'deploy');

    await makeDeployRepository({ directory, run: gitRunner });

    expect(await git(directory, 'fsck', '--strict', '--no-dangling')).toBe('');
    expect(await git(directory, 'status', '--porcelain', '--branch')).toBe('## main');
    expect(await git(directory, 'log', '--format=%an %cI %s', 'main')).toBe(
      [
        'FinPay Platform 2026-11-19T15:30:00+00:00 Refund flow, fraud model and a newer portal',
        'FinPay Platform 2026-11-09T09:00:00+00:00 Charts and manifests of all services',
      ].join('\n'),
    );
    expect(await git(directory, 'rev-parse', 'v1.1.0')).toBe(await git(directory, 'rev-parse', 'main'));
  });

  test.each(['payments-api', 'fraud-detector', 'merchant-portal'])(
    'gives %s another image tag in each release',
    async (chart) => {
      const directory = join(folder, 'deploy');
      await makeDeployRepository({ directory, run: gitRunner });
      const tagAt = async (tag: string) =>
        /tag: (\S+)/.exec(await git(directory, 'show', `${tag}:charts/${chart}/values.yaml`))?.[1];

      expect([await tagAt('v1.0.0'), await tagAt('v1.1.0')]).toEqual(['1.25-alpine', '1.27-alpine']);
    },
  );

  test('finds what it made before, and changes nothing', async () => {
    const directory = join(folder, 'deploy');
    const first = await makeDeployRepository({ directory, run: gitRunner });
    const index = await readFile(join(directory, '.git', 'index'));

    const second = await makeDeployRepository({ directory, run: gitRunner });

    expect(second).toEqual({ ...first, made: false });
    expect(await readFile(join(directory, '.git', 'index'))).toEqual(index);
  });

  test('gives one repository to many who make it at once, and leaves no draft behind', async () => {
    const directory = join(folder, 'deploy');

    const results = await Promise.all(
      Array.from({ length: 4 }, () => makeDeployRepository({ directory, run: gitRunner })),
    );

    expect(results.every((result) => result.ok)).toBe(true);
    expect(results.filter((result) => result.ok && result.made)).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['deploy']);
  });

  test('leaves nothing behind when git fails half way, and can be tried again', async () => {
    const directory = join(folder, 'deploy');
    const failing: RunGit = async (call) =>
      call.args[0] === 'fast-import' ? { exitCode: 128, stdout: '', stderr: 'disk full' } : gitRunner(call);

    const failed = await makeDeployRepository({ directory, run: failing });

    expect(failed).toMatchObject({ ok: false, message: expect.stringContaining('fast-import ended with 128') });
    expect(await readdir(folder)).toEqual([]);
    expect(await makeDeployRepository({ directory, run: gitRunner })).toMatchObject({ ok: true, made: true });
  });

  test('brings a repository made of other content up to date, and keeps its old commits', async () => {
    const directory = join(folder, 'deploy');
    const first = await makeDeployRepository({ directory, run: gitRunner });
    await writeFile(join(directory, 'notes.txt'), 'a later commit\n');
    await git(directory, 'add', '.');
    await git(directory, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '-qm', 'Notes');
    const old = await git(directory, 'rev-parse', 'main');
    await writeFile(join(directory, '.git', 'finpay-deploy'), 'made of older content\n');

    const second = await makeDeployRepository({ directory, run: gitRunner });

    expect(second).toEqual({ ...first, made: true });
    expect(await git(directory, 'rev-parse', 'main')).toBe(first.ok && first.commits['v1.1.0']);
    expect(await git(directory, 'cat-file', '-t', old)).toBe('commit');
  });

  test('refuses a folder that holds something else', async () => {
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine', 'thesis.txt'), 'years of work\n');

    const refused = await makeDeployRepository({ directory: join(folder, 'mine'), run: gitRunner });

    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('is not FinPay') });
    expect(await readdir(join(folder, 'mine'))).toEqual(['thesis.txt']);
  });

  test('says what to do when there is no git', async () => {
    const absent: RunGit = async () => ({ exitCode: undefined, stdout: '', stderr: 'spawn git ENOENT' });

    const result = await makeDeployRepository({ directory: join(folder, 'deploy'), run: absent });

    expect(result).toMatchObject({
      ok: false,
      message: expect.stringContaining('git init could not be started'),
      hint: expect.stringContaining('install git'),
    });
  });
});
