import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWidth, wrapText } from './text-width.ts';

it.each([
  ['plain', 5],
  ['\u001b[31mred\u001b[39m', 3],
  ['⛔ Risk', 7],
  ['1.0.0 → 1.1.0', 13],
  ['日本', 4],
  ['e\u0301', 1],
  ['✔', 1],
])('%j takes %i cells', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

it('wraps at spaces and breaks words only when they must', () => {
  expect(wrapText('waiting for the Risk Team\nok', 12)).toEqual(['waiting for', 'the Risk', 'Team', 'ok']);
  expect(wrapText('payments-api', 5)).toEqual(['payme', 'nts-a', 'pi']);
});

it('never gives a line that is too wide, and loses no letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      const lines = wrapText(text, width);
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
