import { expect, it } from 'vitest';
import type { DeploymentDocument } from '../deployments/state.ts';
import { type MemoryDisk, memoryDisk } from '../testing/memory-disk.ts';
import type { Disk } from './disk.ts';
import { openKept } from './kept.ts';
import type { Store } from './store.ts';

const place = 'data';

function put(store: Store, number: number, Name: string): void {
  const document: Partial<DeploymentDocument> = { Id: `Deployments-${number}`, ReleaseId: 'Releases-1', Name };
  // The store looks at nothing else.
  store.put('Deployments', document as DeploymentDocument);
}

function names(store: Store): Readonly<Record<string, string>> {
  return Object.fromEntries(store.all('Deployments').map(({ Id, Name }) => [Id, Name]));
}

/** A disk that refuses to make or replace what `refuses` names. */
function refusing(disk: MemoryDisk, refuses: (name: string) => boolean): Disk {
  async function refuse(name: string): Promise<void> {
    if (refuses(name)) throw new Error(`no room for ${name}`);
  }
  return {
    ...disk,
    replace: (name, text) => refuse(name).then(() => disk.replace(name, text)),
    create: (name) => refuse(name).then(() => disk.create(name)),
  };
}

it.each([[/^journal-/], [/^history-.*jsonl$/], [/^history-.*index$/], [/^settings-/], [/^manifest/]])(
  'a compaction that fails at %s is told once, tried again later, and loses nothing',
  async (what) => {
    const disk = memoryDisk();
    let refuses = false;
    const [told, retries] = [[] as unknown[], [] as (() => void)[]];
    const ears = {
      onTrouble: (error: unknown) => void told.push(error),
      onOver: () => void told.push('over'),
      later: (again: () => void) => {
        retries.push(again);
        return () => undefined;
      },
    };
    const kept = await openKept(
      refusing(disk, (name) => refuses && what.test(name)),
      { place, ears },
    );
    for (const number of [1, 2, 3]) put(kept.store, number, 'old');
    await kept.compact();
    refuses = true;
    put(kept.store, 1, 'new');
    kept.store.remove('Deployments', 'Deployments-2');
    const first = await kept.compact().then(
      () => 'went well',
      () => 'failed',
    );
    await kept.store.flushed();
    const without = names((await openKept(disk.afterCut(0), { place })).store);
    put(kept.store, 4, 'old');
    retries[0]?.();
    await kept.compact().catch(() => undefined);
    expect([first, told.length, retries.length]).toEqual(['failed', 1, 2]);
    expect(without).toEqual({ 'Deployments-1': 'new', 'Deployments-3': 'old' });

    refuses = false;
    retries[1]?.();
    await kept.compact();
    const again = await openKept(disk.afterCut(0), { place });

    expect(told).toEqual([expect.any(Error), 'over']);
    const whole = { 'Deployments-1': 'new', 'Deployments-3': 'old', 'Deployments-4': 'old' };
    expect(names(kept.store)).toEqual(whole);
    expect(names(again.store)).toEqual(whole);
    expect(again.store.newest('Deployments', {})).toHaveLength(3);
    await kept.close();
    expect((await disk.names()).filter((name) => name.startsWith('journal-'))).toHaveLength(1);
  },
);

it('says so at the end when it never went well', async () => {
  let refuses = false;
  const kept = await openKept(
    refusing(memoryDisk(), (name) => refuses && name.startsWith('settings-')),
    { place },
  );
  put(kept.store, 1, 'one');
  refuses = true;
  await expect(kept.compact()).rejects.toThrow('no room for settings-');

  await expect(kept.close()).rejects.toThrow('no room for settings-');
});

it('no file counts that knows of a change before the journal does', async () => {
  const memory = memoryDisk();
  let isSlow = false;
  let onManifest = () => {};
  const disk: Disk = {
    ...memory,
    async replace(name, text) {
      await memory.replace(name, text);
      if (name === 'manifest.json') onManifest();
    },
    async create(name) {
      const file = await memory.create(name);
      if (!name.startsWith('journal-')) return file;
      return {
        ...file,
        async append(data) {
          for (let turn = 0; isSlow && turn < 5_000; turn += 1) await Promise.resolve();
          await file.append(data);
        },
      };
    },
  };
  const kept = await openKept(disk, { place });
  for (const number of [1, 2, 3]) {
    put(kept.store, number, 'acknowledged');
    await kept.compact();
  }
  put(kept.store, 4, 'acknowledged');
  await kept.store.flushed();

  const afterCuts: Promise<Readonly<Record<string, string>>>[] = [];
  onManifest = () => {
    // What the files hold of it is replaced, and then they are joined.
    if (afterCuts.length === 0) put(kept.store, 1, 'not yet');
    isSlow = true;
    afterCuts.push(openKept(memory.afterCut(0), { place }).then(({ store }) => names(store)));
  };
  await kept.compact();

  const found = await Promise.all(afterCuts);
  expect(found).toHaveLength(2);
  for (const after of found) {
    expect(Object.keys(after)).toEqual(['Deployments-1', 'Deployments-2', 'Deployments-3', 'Deployments-4']);
  }
  onManifest = () => {};
  isSlow = false;
  await kept.close();
});
