import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kubeconfigText } from '../kwok/kubeconfig-text.ts';
import { enterContext, leaveContext } from './user-kubeconfig.ts';

let folder: string;
let into: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  into = join(folder, 'config');
});
afterEach(() => rm(folder, { recursive: true }));

const from = kubeconfigText({ context: 'kind-dev', server: 'https://127.0.0.1:1', authority: 'PEM', token: 'secret' });
const owner = '/lab/dev';

it('makes a kubeconfig that only its owner can read, and leaves nothing beside it', async () => {
  expect(await enterContext({ into, from, owner })).toEqual({ ok: true, value: undefined });

  if (process.platform !== 'win32') expect((await stat(into)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['config']);
});

it('waits while kubectl writes, and then gives up without a change', async () => {
  await writeFile(into, 'apiVersion: v1\n');
  await writeFile(`${into}.lock`, '');

  expect(await enterContext({ into, from, owner, patienceMs: 50 })).toMatchObject({
    ok: false,
    problem: { code: 'held' },
  });
  expect(await readFile(into, 'utf8')).toBe('apiVersion: v1\n');
});

it('goes on as soon as kubectl is done', async () => {
  await writeFile(`${into}.lock`, '');
  const entering = enterContext({ into, from, owner });
  await rm(`${into}.lock`);

  expect(await entering).toEqual({ ok: true, value: undefined });
});

if (process.platform !== 'win32')
  it('lets a link be a link', async () => {
    const real = join(folder, 'real');
    await writeFile(real, '');
    await symlink(real, into);

    await enterContext({ into, from, owner });

    expect(await readFile(real, 'utf8')).toContain('kind-dev');
    expect((await readdir(folder)).toSorted()).toEqual(['config', 'real']);
  });

it('has nothing to take out of a file that is not there', async () => {
  expect(await leaveContext({ from: into, owner })).toEqual({ ok: true, value: undefined });
  expect(await readdir(folder)).toEqual([]);
});
