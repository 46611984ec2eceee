import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHistoryShelf } from './history-shelf.ts';

interface Note {
  readonly Id: string;
  readonly Colour: string;
  readonly Words: readonly string[];
}

const shape = {
  group: ({ Colour }: Note) => ({ Colour }),
  indexes: { Words: ({ Words }: Note) => Words },
};

const colours = ['red', 'green', 'blue'];
const words = ['one', 'two', 'three'];

const note = fc.record({
  Id: fc.nat({ max: 40 }).map((number) => `Notes-${number}`),
  Colour: fc.constantFrom(...colours),
  Words: fc.subarray(words),
});

const steps = fc.array(
  fc.oneof(
    note.map((document) => ({ put: document, remove: undefined })),
    fc.nat({ max: 40 }).map((number) => ({ put: undefined, remove: `Notes-${number}` })),
  ),
  { maxLength: 120 },
);

function numberOf({ Id }: Note): number {
  return Number(Id.slice('Notes-'.length));
}

it('answers as a plain list of the same documents would, after any puts and removals', () => {
  fc.assert(
    fc.property(steps, (changes) => {
      const shelf = createHistoryShelf(shape);
      const plain = new Map<string, Note>();
      for (const { put, remove } of changes) {
        if (put === undefined) {
          expect(shelf.remove(remove)).toBe(plain.delete(remove));
        } else {
          shelf.put(put);
          plain.set(put.Id, put);
        }
      }
      const all = [...plain.values()].sort((a, b) => numberOf(a) - numberOf(b));

      expect(shelf.all()).toEqual(all);
      expect(shelf.count).toBe(all.length);
      for (const colour of colours) {
        const found = shelf.newest({ group: ({ Colour }) => Colour !== colour });
        const expected = all.filter(({ Colour }) => Colour !== colour).reverse();
        expect(found.length).toBe(expected.length);
        expect(found.slice(2, 9)).toEqual(expected.slice(2, 9));
      }
      for (const word of words) {
        const expected = all.filter(({ Words }) => Words.includes(word));
        expect(shelf.where('Words', word)).toEqual(expected);
        expect(shelf.lastWhere('Words', word)).toEqual(expected.at(-1));
      }
      expect(new Set(shelf.heads().map(({ Colour }) => Colour))).toEqual(new Set(all.map(({ Colour }) => Colour)));
    }),
  );
});
