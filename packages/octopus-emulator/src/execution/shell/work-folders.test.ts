import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkFolders } from './work-folders.ts';

let place = '';
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'work-folders-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

describe('work folders', () => {
  it('are apart, are read by nobody else, and are gone when they are removed', async () => {
    const folders = await openWorkFolders(join(place, 'work'));
    const [one, two] = [await folders.open(), await folders.open()];

    const file = await one.write('a/b/secret', 'hunter22');
    await two.write('secret', 'other');
    const modes = await Promise.all([file, one.path, join(one.path, 'a')].map(async (path) => (await stat(path)).mode));
    await one.remove();

    expect(await readdir(join(place, 'work'))).toEqual(['2']);
    if (process.platform !== 'win32')
      expect(modes.map((mode) => (mode & 0o777).toString(8))).toEqual(['600', '700', '700']);
    await folders.close();
    expect(await readdir(place)).toEqual([]);
  });

  it('hold nothing of a server that was killed', async () => {
    await mkdir(join(place, 'work', '7'), { recursive: true });
    await writeFile(join(place, 'work', '7', 'secret'), 'hunter22');

    const folders = await openWorkFolders(join(place, 'work'));

    expect(await readdir(join(place, 'work'))).toEqual([]);
    await folders.close();
  });

  it('without a place of their own leave those of others that run, and remove what the dead left', async () => {
    const own = await openWorkFolders(undefined);
    const { path } = await own.open();
    const root = join(path, '..');
    const owner = JSON.parse(await readFile(join(root, 'owner.json'), 'utf8'));
    const dead = await mkdtemp(join(tmpdir(), 'octopus-work-'));
    const elsewhere = await mkdtemp(join(tmpdir(), 'octopus-work-'));
    // No process has this number any more: it started before the machine did.
    await writeFile(join(dead, 'owner.json'), JSON.stringify({ ...owner, started: 'never' }));
    await writeFile(join(elsewhere, 'owner.json'), JSON.stringify({ ...owner, started: 'never', place: 'elsewhere' }));

    const other = await openWorkFolders(undefined);
    const left = await readdir(tmpdir());

    if (process.platform === 'linux') expect(left.includes(dead.slice(tmpdir().length + 1))).toBe(false);
    expect(left.includes(elsewhere.slice(tmpdir().length + 1))).toBe(true);
    expect((await stat(path)).isDirectory()).toBe(true);
    await Promise.all([own.close(), other.close(), rm(elsewhere, { recursive: true })]);
  });

  it.each(['../outside', 'a/../../b', '/etc/passwd'])('refuse the name %s', async (name) => {
    const folders = await openWorkFolders(join(place, 'work'));
    const folder = await folders.open();

    await expect(folder.write(name, 'x')).rejects.toThrow('lies outside');
    await folders.close();
  });
});
