import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
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

it('takes over the lock of a process that is gone', async () => {
  await leave({ pid: 2 ** 22 + 1 });

  await (await lockFolder(folder)).release();

  expect(await readdir(folder)).toEqual([]);
});

it('respects the lock of another living process', async () => {
  await leave({ pid: process.ppid });

  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.ppid}. Stop it`);
});

it('respects the lock of another machine, and says what to do when that is gone', async () => {
  await leave({ pid: 7, host: 'elsewhere' });

  await expect(lockFolder(folder)).rejects.toThrow('process 7 of elsewhere');
  await expect(lockFolder(folder)).rejects.toThrow(`remove ${join(folder, 'server.left.lock')}`);
});

function leave(holder: { pid: number; host?: string }) {
  return writeFile(join(folder, 'server.left.lock'), JSON.stringify({ host: hostname(), ...holder }));
}
