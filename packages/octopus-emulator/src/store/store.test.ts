import { describe, expect, it } from 'vitest';
import type { EnvironmentDocument } from '../environments/state.ts';
import { type Change, createStore, type State } from './store.ts';

function environment(Id: string, Name: string): EnvironmentDocument {
  return {
    Id,
    Name,
    SpaceId: 'Spaces-1',
    Slug: Name.toLowerCase(),
    Description: null,
    SortOrder: 0,
    UseGuidedFailure: false,
    AllowDynamicInfrastructure: true,
    EnvironmentTags: [],
    ExtensionSettings: [],
  };
}

function recording() {
  const changes: Change[] = [];
  return { changes, append: (change: Change) => void changes.push(change), flushed: async () => undefined };
}

describe('a store', () => {
  it('keeps the changes of one synchronous stretch together, and only the last of each document', async () => {
    const keeper = recording();
    const store = createStore({ keeper });

    store.put('Environments', environment(store.nextId('Environments'), 'Dev'));
    store.put('Environments', environment('Environments-1', 'Development'));
    await store.flushed();
    store.remove('Environments', 'Environments-1');
    await store.flushed();

    expect(keeper.changes).toEqual([
      {
        counters: { Environments: 1 },
        documents: [['Environments', 'Environments-1', environment('Environments-1', 'Development')]],
      },
      { counters: {}, documents: [['Environments', 'Environments-1']] },
    ]);
  });

  it('gives the same list until the collection changes', () => {
    const store = createStore();
    store.put('Environments', environment('Environments-1', 'Dev'));
    const before = store.all('Environments');

    expect(store.all('Environments')).toBe(before);
    store.put('Environments', environment('Environments-2', 'Staging'));
    expect(store.all('Environments')).not.toBe(before);
    expect(before).toHaveLength(1);
  });

  it('is the same after its snapshot is restored, ids included', () => {
    const store = createStore();
    store.put('Environments', environment(store.nextId('Environments'), 'Dev'));

    const restored = createStore({ state: store.snapshot() });

    expect(restored.snapshot()).toEqual(store.snapshot());
    expect(restored.nextId('Environments')).toBe('Environments-2');
  });

  it('is the same after its changes are replayed, also twice', async () => {
    const keeper = recording();
    const store = createStore({ keeper });
    for (const name of ['Dev', 'Staging', 'Production']) {
      store.put('Environments', environment(store.nextId('Environments'), name));
      await store.flushed();
    }
    store.remove('Environments', 'Environments-2');
    await store.flushed();

    const restored = createStore();
    for (const change of keeper.changes) restored.replay(change);
    expect(restored.snapshot()).toEqual(store.snapshot());
    for (const change of keeper.changes) restored.replay(change);
    const sorted = ({ counters, documents }: State) => ({
      counters,
      environments: new Set(documents.Environments),
    });
    expect(sorted(restored.snapshot())).toEqual(sorted(store.snapshot()));
  });
});
