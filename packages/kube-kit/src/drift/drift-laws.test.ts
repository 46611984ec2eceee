import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalQuantity } from '../quantity/quantity.ts';
import { driftOf } from './drift.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const amount = fc.oneof(
  fc.integer({ min: 1, max: 5000 }).map((size) => `${size}m`),
  fc.integer({ min: 1, max: 5000 }).map((size) => `${size}Mi`),
  fc.double({ min: 0.25, max: 8, noNaN: true }).map((size) => Math.round(size * 1000) / 1000),
);
const optional = { requiredKeys: [] };

function named<T extends object>(fields: fc.Arbitrary<T>): fc.Arbitrary<(T & { name: string })[]> {
  return fc.uniqueArray(
    fc.tuple(word, fields).map(([name, rest]) => ({ ...rest, name })),
    { maxLength: 4, selector: ({ name }) => name },
  );
}

const port = fc.record(
  { containerPort: fc.integer({ min: 1, max: 9 }), protocol: fc.constantFrom('TCP', 'UDP') },
  { requiredKeys: ['containerPort'] },
);
const container = fc.record(
  {
    image: word,
    args: fc.array(word, { maxLength: 3 }),
    stdin: fc.boolean(),
    env: named(fc.record({ value: fc.oneof(word, fc.constant('')) }, optional)),
    ports: fc.uniqueArray(port, {
      maxLength: 3,
      selector: ({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`,
    }),
    resources: fc.record({ requests: fc.dictionary(word, amount), limits: fc.dictionary(word, amount) }, optional),
  },
  optional,
);
/** A deployment as somebody may write it. */
const manifest = fc
  .record(
    {
      replicas: fc.integer({ min: 0, max: 3 }),
      paused: fc.constantFrom(false, true, null),
      template: fc.record({ spec: fc.record({ containers: named(container) }, optional) }, optional),
    },
    optional,
  )
  .map((spec) => ({ kind: 'Deployment', metadata: { name: 'a', labels: { app: 'a' } }, spec }));

/** Numbers between 0 and 1 that are used up one after another. */
type Dice = () => number;

const keyed = new Set(['containers', 'env', 'ports']);

/** What a server does to what it is given: it never changes a field that says something, but adds, canonizes, mixes. */
function served(value: unknown, dice: Dice, path: readonly string[] = []): unknown {
  const [parent = '', name = ''] = path.slice(-2);
  if (parent === 'requests' || parent === 'limits') return canonicalQuantity(value) ?? value;
  if (Array.isArray(value)) {
    const items = value.map((item) => served(item, dice, path));
    if (!keyed.has(name)) return items;
    if (dice() < 0.3) items.push(name === 'ports' ? { containerPort: 99, protocol: 'TCP' } : { name: 'injected-1' });
    return dice() < 0.3 ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, inside]) => inside !== null && !((inside === '' || inside === false) && dice() < 0.5))
    .map(([key, inside]) => [key, served(inside, dice, [...path, key])]);
  if ('containerPort' in value && !('protocol' in value)) entries.push(['protocol', 'TCP']);
  if (dice() < 0.3) entries.push(['defaulted-1', dice() < 0.5 ? 'x' : { a: 1 }]);
  return Object.fromEntries(entries);
}

function diceOf(seeds: readonly number[]): Dice {
  let at = 0;
  return () => {
    at += 1;
    return seeds[at % seeds.length] ?? 0;
  };
}

const seeds = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 7, maxLength: 31 });

it('an object that was applied and completed by a server has not drifted', () => {
  fc.assert(
    fc.property(manifest, seeds, (object, numbers) => {
      const live = served(JSON.parse(JSON.stringify(object)), diceOf(numbers));
      expect(driftOf(object, live)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** Where an object says something that can be changed. */
function leavesOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return value === null || value === '' ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inside]) => leavesOf(inside, [...path, key]));
}

function withChanged(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined)
    return typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 10 : `${value}1`;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withChanged(item, rest) : item));
  return { ...Object(value), [step]: withChanged(Reflect.get(Object(value), step), rest) };
}

it('a field that was set and is another now has always drifted', () => {
  fc.assert(
    fc.property(manifest, fc.nat(), (object, choice) => {
      const leaves = leavesOf(object.spec);
      fc.pre(leaves.length > 0);
      const path = leaves[choice % leaves.length] ?? [];
      const live = { ...object, spec: withChanged(object.spec, path) };
      expect(driftOf(object, live).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
