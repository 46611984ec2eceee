import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentDocument } from '../deployments/state.ts';
import type { TagSetDocument } from '../tag-sets/state.ts';
import { type MemoryDisk, memoryDisk } from '../testing/memory-disk.ts';
import { openKept } from './kept.ts';
import { createStore, type State, type Store } from './store.ts';

type Step =
  | { readonly kind: 'put' | 'remove'; readonly number: number; readonly text: string }
  | { readonly kind: 'setting'; readonly number: number; readonly text: string }
  | { readonly kind: 'flush' | 'compact' };

const [place, compactAt] = ['data', 1_500];

/** What tests look at of a deployment. */
function deployment(number: number, text: string): DeploymentDocument {
  const document: Partial<DeploymentDocument> = {
    Id: `Deployments-${number}`,
    SpaceId: 'Spaces-1',
    ProjectId: `Projects-${text.length % 3}`,
    EnvironmentId: 'Environments-1',
    TenantId: null,
    ChannelId: 'Channels-1',
    Name: text,
    ReleaseId: `Releases-${number % 5}`,
  };
  // The store looks at nothing else.
  return document as DeploymentDocument;
}

function tagSet(number: number, text: string): TagSetDocument {
  const document: Partial<TagSetDocument> = { Id: `TagSets-${number}`, Name: text };
  // The store looks at nothing else.
  return document as TagSetDocument;
}

/** One step is one change. */
function apply(store: Store, step: Step): void {
  if (step.kind === 'put') store.put('Deployments', deployment(step.number, step.text));
  if (step.kind === 'remove') store.remove('Deployments', `Deployments-${step.number}`);
  if (step.kind === 'setting') {
    store.nextId('TagSets');
    store.put('TagSets', tagSet(step.number, step.text));
  }
}

/** What can be asked of a store, apart from empty collections, which are as good as none. */
function contentsOf(store: Store): unknown {
  const { counters, documents } = store.snapshot();
  const found = store.newest('Deployments', { group: ({ ProjectId }) => ProjectId !== 'Projects-1' });
  return {
    counters,
    documents: Object.entries(documents).filter(([, all]) => all.length > 0),
    length: found.length,
    page: found.slice(1, 5),
    released: store.where('Deployments', 'ReleaseId', 'Releases-2'),
    last: store.lastWhere('Deployments', 'ReleaseId', 'Releases-3'),
  };
}

async function stateAfter(steps: readonly Step[]): Promise<unknown> {
  const store = createStore();
  for (const step of steps) apply(store, step);
  return contentsOf(store);
}

/** Takes steps until the disk fails; tells how many steps were acknowledged, and how many were taken. */
async function run(disk: MemoryDisk, steps: readonly Step[]): Promise<{ acknowledged: number; taken: number }> {
  let [acknowledged, taken] = [0, 0];
  try {
    const kept = await openKept(disk, { place, compactAt });
    for (const step of steps) {
      apply(kept.store, step);
      taken += 1;
      // A change is what happens within one turn.
      await Promise.resolve();
      if (step.kind === 'compact') {
        const compacted = kept.compact().catch(() => undefined);
        if (taken % 2 === 0) await compacted;
      }
      if (step.kind !== 'flush') continue;
      await kept.store.flushed();
      acknowledged = taken;
    }
    await kept.store.flushed();
    acknowledged = taken;
    await kept.close();
  } catch {
    // The disk is gone: that is what is tested.
  }
  return { acknowledged, taken };
}

/** What is found on the disk must be what was after one of the steps from the acknowledged one on. */
async function expectNothingLost(
  disk: MemoryDisk,
  steps: readonly Step[],
  done: { acknowledged: number; taken: number },
) {
  const kept = await openKept(disk, { place, compactAt });
  const found = contentsOf(kept.store);
  const possible: unknown[] = [];
  for (let count = done.acknowledged; count <= done.taken; count += 1) {
    possible.push(await stateAfter(steps.slice(0, count)));
  }
  expect(possible).toContainEqual(found);
  await kept.compact();
  await kept.close();
  const again = await openKept(disk, { place, compactAt });
  expect(contentsOf(again.store)).toEqual(found);
  await again.close();
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      number: fc.nat({ max: 30 }),
      text: fc.string({ maxLength: 12 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), number: fc.nat({ max: 30 }), text: fc.constant('') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('setting' as const),
      number: fc.nat({ max: 4 }),
      text: fc.string({ maxLength: 12 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('flush' as const, 'compact' as const) }) },
);

describe('a store on a disk', () => {
  it('is the same after a restart, wherever its documents have gone meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 150, size: 'max' }), async (steps) => {
        const disk = memoryDisk();
        const done = await run(disk, steps);
        expect(done).toEqual({ acknowledged: steps.length, taken: steps.length });
        await expectNothingLost(disk, steps, done);
      }),
      { numRuns: 60 },
    );
  });

  it('forgets nothing that was acknowledged and keeps no part of a change, wherever the power is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
        fc.nat({ max: 150 }),
        fc.constantFrom(0, 0.4, 1),
        async (steps, cutAt, share) => {
          const disk = memoryDisk(new Map(), cutAt);
          const done = await run(disk, steps);
          await expectNothingLost(disk.afterCut(share), steps, done);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('knows after its files were joined what of older ones does not count', async () => {
    const steps: Step[] = Array.from({ length: 40 }, (_, number) => ({ kind: 'put', number, text: `first ${number}` }));
    for (let round = 0; round < 8; round += 1) {
      steps.push({ kind: 'flush' }, { kind: 'compact' }, { kind: 'flush' });
      steps.push({ kind: 'put', number: round * 3, text: `second ${round}` });
      steps.push({ kind: 'remove', number: round * 3 + 1, text: '' });
    }
    const disk = memoryDisk();
    const done = await run(disk, steps);
    await expectNothingLost(disk, steps, done);

    const names = (await disk.names()).filter((name) => /^history-\d+\.jsonl$/.test(name));
    expect(names.length).toBeLessThan(8);
  });

  it('survives a cut at every single step of compactions and of joining their files', async () => {
    const steps = Array.from({ length: 12 }, (_, round): Step[] => [
      { kind: 'put', number: round, text: `made ${round}` },
      { kind: 'put', number: round % 4, text: `changed ${round}` },
      { kind: 'setting', number: round % 2, text: `${round}` },
      { kind: 'remove', number: round - 6, text: '' },
      { kind: 'compact' },
      { kind: 'flush' },
    ]).flat();
    const whole = memoryDisk();
    await run(whole, steps);
    expect(whole.steps).toBeGreaterThan(80);

    for (let cutAt = 0; cutAt < whole.steps; cutAt += 1) {
      const disk = memoryDisk(new Map(), cutAt);
      const done = await run(disk, steps);
      await expectNothingLost(disk.afterCut(cutAt % 2), steps, done);
    }
  });

  it('opens what was kept before there were manifests, and takes it over', async () => {
    const disk = memoryDisk();
    const state: State = {
      counters: { Deployments: 2 },
      documents: { TagSets: [tagSet(1, 'Region')], Deployments: [deployment(1, 'one'), deployment(2, 'two')] },
    };
    await disk.replace('snapshot.json', JSON.stringify(state));
    const line = {
      c: { Deployments: 3 },
      d: [
        ['Deployments', 'Deployments-3', deployment(3, 'three')],
        ['TagSets', 'TagSets-1'],
      ],
    };
    await disk.replace('journal.jsonl', `${JSON.stringify(line)}\n`);

    const first = await openKept(disk, { place });
    const found = contentsOf(first.store);
    await first.compact();
    await first.close();
    const second = await openKept(disk, { place });

    expect(first.isNew).toBe(false);
    expect(second.store.all('Deployments').map(({ Id }) => Id)).toEqual([
      'Deployments-1',
      'Deployments-2',
      'Deployments-3',
    ]);
    expect(second.store.all('TagSets')).toEqual([]);
    expect(contentsOf(second.store)).toEqual(found);
    expect(await disk.names()).not.toEqual(expect.arrayContaining(['snapshot.json']));
  });

  it('starts a new disk with a given state, and no other', async () => {
    const disk = memoryDisk();
    const initial: State = { counters: { Deployments: 1 }, documents: { Deployments: [deployment(1, 'one')] } };

    const first = await openKept(disk, { place, initial });
    await first.close();
    const second = await openKept(disk.afterCut(0), { place, initial: { counters: {}, documents: {} } });

    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.store.all('Deployments')).toEqual([deployment(1, 'one')]);
  });

  it('refuses a folder of a later version', async () => {
    const disk = memoryDisk();
    await disk.replace('manifest.json', '{"version":3}');

    await expect(openKept(disk, { place })).rejects.toThrow('data/manifest.json is not a manifest of this version');
  });
});
