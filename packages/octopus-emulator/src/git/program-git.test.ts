import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GitRepository } from './git-source.ts';
import { memoryGit } from './memory-git.ts';
import { programGit } from './program-git.ts';

const address = 'https://git.example/finpay/deploy.git';
let folder = '';
let first = '';
let second = '';

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim();
}

function commit(text: string): string {
  mkdirSync(join(folder, 'charts'), { recursive: true });
  writeFileSync(join(folder, 'charts', 'values.yaml'), text);
  git('add', '.');
  git('commit', '--quiet', '--message', text);
  return git('rev-parse', 'HEAD');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-git-'));
  git('init', '--quiet', '--initial-branch=main');
  first = commit('tag: one\n');
  git('tag', 'v1');
  second = commit('tag: two\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sources: [string, () => GitRepository | undefined][] = [
  ['the git program', () => programGit({ [address]: folder }).repository(address)],
  [
    'memory',
    () =>
      memoryGit({
        [address]: {
          refs: { main: second, v1: first },
          commits: {
            [first]: { 'charts/values.yaml': 'tag: one\n' },
            [second]: { 'charts/values.yaml': 'tag: two\n' },
          },
        },
      }).repository(address),
  ],
];

describe.each(sources)('a repository read from %s', (_, open) => {
  it('resolves branches, tags and hashes, and nothing else', async () => {
    const repository = open();

    expect(await repository?.resolve('main')).toBe(second);
    expect(await repository?.resolve('refs/heads/main')).toBe(second);
    expect(await repository?.resolve('v1')).toBe(first);
    expect(await repository?.resolve(first)).toBe(first);
    expect(await repository?.resolve('nowhere')).toBeUndefined();
    expect(await repository?.resolve('--help')).toBeUndefined();
  });

  it('reads files as they were at a commit', async () => {
    expect(await open()?.read(first, 'charts/values.yaml')).toBe('tag: one\n');
    expect(await open()?.read(second, 'charts/values.yaml')).toBe('tag: two\n');
    expect(await open()?.read(first, 'missing')).toBeUndefined();
  });

  it('lists a folder', async () => {
    expect(await open()?.list(first, 'charts')).toEqual(['charts/values.yaml']);
    expect(await open()?.list(first, 'elsewhere')).toEqual([]);
  });
});

it('knows an address with and without .git, and no other', () => {
  const source = memoryGit({ [address]: { refs: {}, commits: {} } });

  expect(source.repository('https://git.example/FinPay/deploy')).toBeDefined();
  expect(source.repository('https://git.example/other')).toBeUndefined();
});

it('writes a commit into a folder byte by byte, from a clone with or without files of its own', async () => {
  const place = mkdtempSync(join(tmpdir(), 'program-git-out-'));
  const bytes = Buffer.from([0, 255, 13, 10, 128]);
  writeFileSync(join(folder, 'charts', 'logo.bin'), bytes);
  git('add', '.');
  git('commit', '--quiet', '--message', 'binary');
  const head = git('rev-parse', 'HEAD');
  writeFileSync(join(folder, 'charts', 'values.yaml'), 'not committed\n');
  execFileSync('git', ['clone', '--quiet', '--bare', folder, join(place, 'bare')]);

  for (const clone of [folder, join(place, 'bare')]) {
    const out = mkdtempSync(join(place, 'out-'));
    await programGit({ [address]: clone })
      .repository(address)
      ?.checkOut?.(head, out);

    expect(readFileSync(join(out, 'charts', 'logo.bin'))).toEqual(bytes);
    expect(readFileSync(join(out, 'charts', 'values.yaml'), 'utf8')).toBe('tag: two\n');
  }
  const lost = programGit({ [address]: folder })
    .repository(address)
    ?.checkOut?.('d'.repeat(40), place);

  await expect(lost).rejects.toThrow('git could not write commit dddd');
  expect(git('status', '--porcelain')).toBe('M charts/values.yaml');
  rmSync(place, { recursive: true, force: true });
});
