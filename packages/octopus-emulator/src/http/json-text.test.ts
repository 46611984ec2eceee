import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composition, jsonText, shownOnce, unchanging } from './json-text.ts';

/** Marks every object of a value, in one way or the other. */
function marked(value: unknown, isLasting: () => boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = Array.isArray(value)
    ? value.map((item) => marked(item, isLasting))
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, isLasting)]));
  return isLasting() ? unchanging(inner) : composition(inner);
}

describe('the text of an answer', () => {
  it('is what JSON.stringify gives, however it is put together', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.infiniteStream(fc.boolean()), (value, choices) => {
        const whole = marked(value, () => choices.next().value === true);
        expect(jsonText(whole)).toBe(JSON.stringify(value));
        // Once more from what is remembered.
        expect(jsonText(whole)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('leaves out what is undefined, and has null for it in an array', () => {
    const value = { a: undefined, b: [undefined, 1], c: composition({ d: undefined }) };
    expect(jsonText(composition(value))).toBe('{"b":[null,1],"c":{}}');
  });
});

describe('a document', () => {
  it('is shown once, and anew when another one is in its place', () => {
    let times = 0;
    const show = shownOnce((document: { readonly Id: string }) => {
      times += 1;
      return { ...document, Links: {} };
    });
    const document = { Id: 'Tasks-1' };
    expect(show(document)).toBe(show(document));
    expect(times).toBe(1);
    expect(show({ ...document })).toEqual(show(document));
    expect(times).toBe(2);
  });
});
