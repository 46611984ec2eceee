import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGone, ownIdentity } from './identity.ts';
import { stateFolder } from './run-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-identity-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('which machine a process is on', () => {
  it('is told by its state folder: the same one is the same machine, also for two that come at once', async () => {
    const same = stateFolder(join(folder, 'here'));
    const at = await Promise.all([ownIdentity(same), ownIdentity(same)]);
    const other = await ownIdentity(stateFolder(join(folder, 'there')));

    expect(at[0].machine).toBe(at[1].machine);
    expect(other.machine).not.toBe(at[0].machine);
    expect(at[0].pid).toBe(process.pid);
  });

  it('cannot be told where the folder cannot be written, and that is said', async () => {
    await writeFile(join(folder, 'a-file'), '');

    await expect(ownIdentity(stateFolder(join(folder, 'a-file')))).rejects.toThrow(/cannot be written/);
  });
});

describe('whether whoever had a key is gone', () => {
  it('is known of processes of the same folder, for one that has its lock', async () => {
    const me = await ownIdentity(stateFolder(folder));

    expect(await isGone({ ...me, pid: me.pid + 1 }, me)).toBe(true);
  });

  it('is known of processes of another folder of the same system by their number and when they began', async () => {
    const me = await ownIdentity(stateFolder(join(folder, 'here')));
    const neighbour = await ownIdentity(stateFolder(join(folder, 'there')));

    expect(await isGone(neighbour, me)).toBe(false);
    expect(await isGone({ ...neighbour, pid: 2 ** 22 + 1 }, me)).toBe(true);
  });

  it('is not known of a process elsewhere, whatever its number', async () => {
    const me = await ownIdentity(stateFolder(folder));

    expect(await isGone({ ...me, machine: 'another', pid: 2 ** 22 + 1, place: 'elsewhere' }, me)).toBe(false);
  });
});
