import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireFileLock } from './file-lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const now = () => '2026-11-23T09:00:00.000Z';

function acquire(isAlive: (pid: number) => boolean = () => true) {
  return acquireFileLock({ folder, name: 'friday', what: 'a test', now, isAlive });
}

describe('a lock', () => {
  it('is given once, and again after it was released', async () => {
    const first = await acquire();
    const second = await acquire();
    if (!first.ok) throw new Error('the first was refused');
    await first.release();
    const third = await acquire();

    expect(second).toEqual({ ok: false, holder: { pid: process.pid, host: hostname(), since: now(), what: 'a test' } });
    expect(third.ok).toBe(true);
  });

  it('passes over a holder that is dead', async () => {
    await acquire();

    expect((await acquire(() => false)).ok).toBe(true);
  });

  it('does not pass over the holder of another machine, of which nobody here can say whether it is dead', async () => {
    await writeFile(
      join(folder, 'friday.3.lock'),
      JSON.stringify({ pid: 1, host: 'elsewhere', since: now(), what: 'x' }),
    );

    expect(await acquire(() => false)).toMatchObject({ ok: false, holder: { host: 'elsewhere' } });
  });

  it('is given to one of many that want it at once, also over a dead holder', async () => {
    await writeFile(
      join(folder, 'friday.7.lock'),
      JSON.stringify({ pid: 999_999, host: hostname(), since: now(), what: 'dead' }),
    );

    const results = await Promise.all(Array.from({ length: 20 }, () => acquire((pid) => pid === process.pid)));

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['friday.8.lock']);
  });

  it('of one name says nothing about another', async () => {
    await acquire();

    expect((await acquireFileLock({ folder, name: 'monday', what: 'a test', now })).ok).toBe(true);
  });
});
