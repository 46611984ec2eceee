import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFields, type Fields, hidden, saidFields } from './fields.ts';

describe('compareFields', () => {
  it.each([
    ['nothing for equal fields', { a: 'x', b: ['y'] }, { b: ['y'], a: 'x' }, []],
    ['a new field without before', {}, { a: 'x' }, [{ field: 'a', after: 'x' }]],
    ['a field that goes without after', { a: 'x' }, {}, [{ field: 'a', before: 'x' }]],
    ['a changed field with both', { a: 1 }, { a: 2 }, [{ field: 'a', before: 1, after: 2 }]],
    [
      'lists by their order',
      { a: ['x', 'y'] },
      { a: ['y', 'x'] },
      [{ field: 'a', before: ['x', 'y'], after: ['y', 'x'] }],
    ],
    ['hidden values never', { a: hidden }, { a: hidden }, []],
    ['a value that becomes secret', { a: 'x' }, { a: hidden }, [{ field: 'a', before: 'x', after: hidden }]],
  ])('reports %s', (_what, before, after, changes) => {
    expect(compareFields(before, after)).toEqual(changes);
  });

  it("keeps the file's order and puts what the server has beyond it last", () => {
    const changes = compareFields({ z: '1', b: '1' }, { b: '2', a: '2' });

    expect(changes.map(({ field }) => field)).toEqual(['b', 'a', 'z']);
  });
});

it('leaves out what says nothing, but not zero and false', () => {
  expect(saidFields({ a: '', b: [], c: undefined, d: 0, e: false, f: 'x' })).toEqual({ d: 0, e: false, f: 'x' });
});

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()), fc.constant(hidden));
const fields: fc.Arbitrary<Fields> = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), value, {
  noNullPrototype: true,
});

it('tells exactly what leads from one state to the other', () => {
  fc.assert(
    fc.property(fields, fields, (before, after) => {
      const changes = compareFields(before, after);
      const kept = Object.entries(before).filter(([name]) => !changes.some(({ field }) => field === name));
      const written = changes.flatMap(({ field, after: becomes }) =>
        becomes === undefined ? [] : [[field, becomes] as const],
      );

      expect(Object.fromEntries([...kept, ...written])).toEqual(after);
      expect(compareFields(after, after)).toEqual([]);
    }),
  );
});
