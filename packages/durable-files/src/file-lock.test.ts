import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireFileLock } from './file-lock.ts';
import type { ProcessMark } from './running.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = () => '2026-11-23T09:00:00.000Z';

function acquire(running?: (process: ProcessMark) => boolean) {
  return acquireFileLock({ folder, name: 'friday', what: 'a test', now, ...(running ? { running } : {}) });
}

function leave(id: string, claim: object) {
  const whole = { pid: 999_999, host: hostname(), since: now(), what: 'left', started: null, ...claim };
  return writeFile(join(folder, `friday.${id}.lock`), JSON.stringify(whole));
}

/** Takes the lock while another claims it between the first look and the own claim. */
async function claimedInBetween(id: string, otherRuns: () => boolean) {
  await leave('dead', { pid: 1_000 });
  return acquireFileLock({
    folder,
    name: 'friday',
    what: 'a test',
    async running({ pid }) {
      if (pid !== 1_000) return otherRuns();
      await leave(id, {});
      return false;
    },
  });
}

describe('a lock', () => {
  it('is given once, and again after it was released', async () => {
    const first = await acquire();
    const second = await acquire();
    if (!first.ok) throw new Error('the first was refused');
    const [file] = await readdir(folder);
    await first.release();
    const third = await acquire();

    expect(second).toEqual({
      ok: false,
      holder: { pid: process.pid, host: hostname(), since: now(), what: 'a test' },
      path: join(folder, file ?? ''),
    });
    expect(third.ok).toBe(true);
  });

  it('leaves nothing behind, and may be released twice without harm to the next holder', async () => {
    const first = await acquire();
    if (!first.ok) throw new Error('refused');
    await first.release();
    const left = await readdir(folder);
    const second = await acquire();
    await first.release();

    expect(left).toEqual([]);
    expect(second.ok).toBe(true);
    expect((await acquire()).ok).toBe(false);
  });

  it('passes over a process that is dead, and clears its claim away', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await leave('0', { pid: child.pid });

    expect((await acquire()).ok).toBe(true);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('tells a holder from a later process of its number by their starts', async () => {
    const marks: ProcessMark[] = [];
    await leave('0', { pid: 7, started: 'boot/1' });

    await acquire((mark) => marks.push(mark) > 0);

    expect(marks).toMatchObject([{ pid: 7, started: 'boot/1' }]);
  });

  it('does not pass over the holder of another machine, of which nobody here can say whether it is dead', async () => {
    await leave('3', { pid: 1, host: 'elsewhere' });

    expect(await acquire(() => false)).toMatchObject({
      ok: false,
      holder: { host: 'elsewhere' },
      path: join(folder, 'friday.3.lock'),
    });
  });

  it.each(['', '{"pid', '{"pid":"1"}', 'null'])(
    'passes over words that nobody could have written: %s',
    async (text) => {
      await writeFile(join(folder, 'friday.3.lock'), text);

      expect((await acquire()).ok).toBe(true);
    },
  );

  it.each([
    ['before any claim', []],
    ['over a dead holder', ['0', 'z']],
  ])('is given to one of many that want it at once, %s', async (_, left) => {
    for (const id of left) await leave(id, {});

    const results = await Promise.all(Array.from({ length: 30 }, () => acquire((mark) => mark.pid === process.pid)));

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is refused to one whose look came just before the holder claimed', async () => {
    const taking = await claimedInBetween('-smaller', () => true);

    expect(taking).toMatchObject({ ok: false, holder: { what: 'left' } });
    expect(await readdir(folder)).toEqual(['friday.-smaller.lock']);
  });

  it('is given to the first of several that see each other, as soon as the others are gone', async () => {
    let looks = 0;
    const taking = await claimedInBetween('zzz', () => ++looks < 3);

    expect(taking.ok).toBe(true);
    expect(looks).toBe(3);
  });

  it('of one name says nothing about another, also a longer one', async () => {
    await acquire();

    for (const name of ['monday', 'friday.late', 'fri']) {
      expect((await acquireFileLock({ folder, name, what: 'a test' })).ok).toBe(true);
    }
  });

  it('clears away the draft of one that was killed while it claimed, but not one that is being written', async () => {
    const old = join(folder, 'friday.old.draft');
    await writeFile(old, '{"pid');
    await utimes(old, 1, 1);
    await writeFile(join(folder, 'friday.new.draft'), '{"pid');

    expect((await acquire()).ok).toBe(true);
    expect((await readdir(folder)).filter((file) => file.endsWith('.draft'))).toEqual(['friday.new.draft']);
  });

  it('leaves no claim behind when the taker fails', async () => {
    const failing = claimedInBetween('zzz', () => {
      throw new Error('no answer');
    });

    await expect(failing).rejects.toThrow('no answer');
    expect(await readdir(folder)).toEqual(['friday.zzz.lock']);
  });

  it.each(['../friday', 'a/b', 'a\\b', 'a:b', ''])('does not have the name "%s"', async (name) => {
    await expect(acquireFileLock({ folder, name, what: 'a test' })).rejects.toThrow(RangeError);
  });
});
