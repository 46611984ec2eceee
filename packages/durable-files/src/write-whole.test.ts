import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file that is written whole', () => {
  it('replaces the one before, and leaves nothing beside it', async () => {
    const path = join(folder, 'a.json');
    await writeFile(path, 'the old and longer text');

    await writeWhole(path, 'new');

    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('is one of the texts, when many write at once, and never a part of one for those who read meanwhile', async () => {
    const path = join(folder, 'a.json');
    const texts = Array.from({ length: 12 }, (_, at) => `${at} `.repeat(50_000));
    await writeWhole(path, texts[0] ?? '');

    const writing = Promise.all(texts.map((text) => writeWhole(path, text)));
    const seen: string[] = [];
    for (let at = 0; at < 20; at++) seen.push(await readFile(path, 'utf8'));
    await writing;
    seen.push(await readFile(path, 'utf8'));

    expect(seen.filter((text) => !texts.includes(text))).toEqual([]);
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('leaves what was there when it cannot be written', async () => {
    await mkdir(join(folder, 'occupied', 'by a folder'), { recursive: true });

    await expect(writeWhole(join(folder, 'occupied'), 'text')).rejects.toThrow();
    await expect(writeWhole(join(folder, 'absent', 'a.json'), 'text')).rejects.toMatchObject({ code: 'ENOENT' });

    expect(await readdir(folder)).toEqual(['occupied']);
  });

  // Windows has no such bits.
  it('is for its owner alone when it holds a secret, also when it replaces one that others could read', async () => {
    const path = join(folder, 'key');
    await writeFile(path, 'old', { mode: 0o644 });

    await writeWhole(path, 'new', { ownerOnly: true });

    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});
