import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octopus-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('refuses a folder that is in use, and says by whom', async () => {
  const lock = await lockFolder(folder);

  await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.pid}`);

  await lock.release();
  await (await lockFolder(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1', token: 'x' })],
  ['an earlier process of the same number', JSON.stringify({ pid: process.pid, started: '1', token: 'x' })],
  ['nobody that could be told', '{"pid'],
])('takes over the lock of %s', async (_, left) => {
  await writeFile(join(folder, 'lock.json'), left);

  const lock = await lockFolder(folder);

  expect(await readdir(folder)).toEqual(['lock.json']);
  await lock.release();
});

it('respects the lock of another living process', async () => {
  await writeFile(join(folder, 'lock.json'), JSON.stringify({ pid: process.ppid, started: null, token: 'x' }));

  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.ppid}`);
});
