import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptText } from './kept-text.ts';
import { spokenLines } from './spoken-lines.ts';

const pieces = fc.array(fc.constantFrom('a', 'bc', '\n', 'd\ne', '\r\n', 'längere\nZeilen'), { maxLength: 40 });

describe('text that is kept', () => {
  it('is all of it while there is room, and else whole lines of its end', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 30 }), (said, most) => {
        const kept = keptText(most);
        for (const piece of said) kept.add(piece);
        const whole = said.join('');

        expect(kept.cut()).toBe(whole.length > most);
        const tail = whole.slice(-most);
        const lines = tail.includes('\n') ? tail.slice(tail.indexOf('\n') + 1) : tail;
        expect(kept.text()).toBe(kept.cut() ? lines : whole);
      }),
    );
  });
});

describe('lines that are heard', () => {
  it('are the same however the text is cut into pieces', () => {
    fc.assert(
      fc.property(pieces, (said) => {
        const heard: string[] = [];
        const lines = spokenLines((line) => heard.push(line));
        for (const piece of said) lines.add(piece);
        lines.end();
        const whole = said.join('').split('\n');
        const last = whole.pop();
        expect(heard).toEqual([...whole.map((line) => line.replace(/\r$/, '')), ...(last ? [last] : [])]);
      }),
    );
  });

  it('are pieces of a line that does not end', () => {
    const heard: string[] = [];
    const lines = spokenLines((line) => heard.push(line));
    lines.add('x'.repeat(150_000));
    lines.end();
    expect(heard.map(({ length }) => length)).toEqual([65_536, 65_536, 150_000 - 2 * 65_536]);
  });
});
