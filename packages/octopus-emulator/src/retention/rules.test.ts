import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Keep, keepOf, keeps } from './keep.ts';
import { type RetainedRelease, releasesToRemove } from './rules.ts';

const DAY_MS = 24 * 3_600_000;
const nowMs = 100 * DAY_MS;

/** A release of so many days ago, deployed to places so many days ago. */
function release(
  id: string,
  daysOld: number,
  more: { at?: Record<string, number>; current?: string[]; busy?: boolean; channel?: string } = {},
): RetainedRelease {
  return {
    id,
    channelId: more.channel ?? 'Channels-1',
    assembledMs: nowMs - daysOld * DAY_MS,
    deployedMs: new Map(Object.entries(more.at ?? {}).map(([place, days]) => [place, nowMs - days * DAY_MS])),
    currentIn: new Set(more.current),
    isBusy: more.busy ?? false,
  };
}

const two: Keep = { kind: 'items', count: 2 };

function removed(
  releases: readonly RetainedRelease[],
  options: { keep?: Keep; test?: Keep; discrete?: boolean } = {},
): readonly string[] {
  const keep = options.keep ?? two;
  return releasesToRemove({
    releases,
    nowMs,
    discreteChannels: options.discrete ?? false,
    keepAt: (_, place) => (place === 'test/' ? (options.test ?? keep) : keep),
    keepUndeployed: () => keep,
  });
}

describe('a retention policy', () => {
  it.each([
    [undefined, undefined],
    [{ Strategy: 'Default', QuantityToKeep: 3, Unit: 'Items' }, undefined],
    [{ Strategy: 'Forever', QuantityToKeep: 3, Unit: 'Items' }, { kind: 'forever' }],
    [{ Strategy: 'Count', QuantityToKeep: 0, Unit: 'Days' }, { kind: 'forever' }],
    [
      { Strategy: 'Count', QuantityToKeep: 3, Unit: 'Days' },
      { kind: 'days', count: 3 },
    ],
    [
      { Strategy: 'Count', QuantityToKeep: 3, Unit: 'Items' },
      { kind: 'items', count: 3 },
    ],
  ] as const)('%j means %j', (policy, expected) => {
    expect(keepOf(policy)).toEqual(expected);
  });

  it('of days keeps what is younger than that, to the millisecond', () => {
    const thing = { index: 9, atMs: nowMs - 3 * DAY_MS };

    expect(keeps({ kind: 'days', count: 3 }, thing, nowMs - 1)).toBe(true);
    expect(keeps({ kind: 'days', count: 3 }, thing, nowMs)).toBe(false);
  });
});

describe('retention of releases', () => {
  it('keeps so many of those last deployed in each place', () => {
    const releases = [1, 2, 3, 4].map((age) => release(`r${age}`, age, { at: { 'prod/': age } }));

    expect(removed(releases)).toEqual(['r3', 'r4']);
  });

  it('keeps what any place keeps, each by the policy of its phase', () => {
    const releases = [1, 2, 3, 4].map((age) =>
      release(`r${age}`, age, { at: age === 4 ? { 'prod/': age } : { 'test/': age } }),
    );

    expect(removed(releases, { test: { kind: 'items', count: 1 } })).toEqual(['r2', 'r3']);
  });

  it('counts tenants on their own', () => {
    const releases = [
      release('a', 3, { at: { 'prod/Tenants-1': 3 } }),
      release('b', 2, { at: { 'prod/Tenants-2': 2 } }),
    ];

    expect(removed(releases, { keep: { kind: 'items', count: 1 } })).toEqual([]);
  });

  it('never removes what is current or at work', () => {
    const releases = [
      release('new', 1, { at: { 'prod/': 1 } }),
      release('newer', 2, { at: { 'prod/': 2 } }),
      release('current', 50, { at: { 'prod/': 50 }, current: ['prod/'] }),
      release('busy', 60, { at: { 'prod/': 60 }, busy: true }),
      release('old', 40, { at: { 'prod/': 40 } }),
    ];

    expect(removed(releases)).toEqual(['old']);
  });

  it('counts channels on their own only where the project says so', () => {
    const releases = [1, 2, 3].map((age) =>
      release(`r${age}`, age, { at: { 'prod/': age }, channel: age === 3 ? 'Channels-2' : 'Channels-1' }),
    );

    expect(removed(releases)).toEqual(['r3']);
    expect(removed(releases, { discrete: true })).toEqual([]);
  });

  it('keeps of what was never deployed by when it was made', () => {
    expect(removed([release('a', 1), release('b', 2), release('c', 3)])).toEqual(['c']);
    expect(removed([release('a', 1), release('b', 9)], { keep: { kind: 'days', count: 5 } })).toEqual(['b']);
  });

  it('removes nothing that a second look would not remove, and always leaves what is current', () => {
    const releases = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 30 }),
        age: fc.nat(90),
        current: fc.boolean(),
        place: fc.constantFrom('prod/', 'test/'),
      }),
      { selector: ({ id }) => id },
    );
    const policies = fc.oneof(
      fc.record({ kind: fc.constant('items' as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('days' as const), count: fc.integer({ min: 1, max: 60 }) }),
    );
    fc.assert(
      fc.property(releases, policies, (entries, keep) => {
        const all = entries.map(({ id, age, current, place }) =>
          release(String(id), age, { at: { [place]: age }, current: current ? [place] : [] }),
        );
        const gone = new Set(removed(all, { keep }));
        const left = all.filter(({ id }) => !gone.has(id));
        expect(removed(left, { keep })).toEqual([]);
        expect(all.filter(({ currentIn }) => currentIn.size > 0).every(({ id }) => !gone.has(id))).toBe(true);
      }),
    );
  });
});
