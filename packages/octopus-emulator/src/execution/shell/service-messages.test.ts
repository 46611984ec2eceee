import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOfLine } from './service-messages.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

describe('a line of a script', () => {
  it.each([
    ['hello', [{ text: 'hello' }]],
    ['', [{ text: '' }]],
    ['##octopus[stdout-verbose]', [{ message: { name: 'stdout-verbose', values: {} } }]],
    [
      `a ##octopus[setVariable name='${encoded('N')}' value='${encoded('é 1')}'] b`,
      [{ text: 'a ' }, { message: { name: 'setVariable', values: { name: 'N', value: 'é 1' } } }, { text: ' b' }],
    ],
    [
      "##octopus[mask value='']##octopus[stdout-default]",
      [{ message: { name: 'mask', values: { value: '' } } }, { message: { name: 'stdout-default', values: {} } }],
    ],
  ])('%s', (line, parts) => expect(partsOfLine(line)).toEqual(parts));

  it.each([
    '##octopus[',
    '##octopus[setVariable',
    "##octopus[setVariable name='not base64!']",
    '##octopus[]',
    '#octopus[a]',
  ])('that only looks like a message is text: %s', (line) => expect(partsOfLine(line)).toEqual([{ text: line }]));

  it('gives back every text that was put into a message, and loses nothing around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (value, before, after) => {
        fc.pre(!(before + after).includes('##octopus'));
        const parts = partsOfLine(`${before}##octopus[setVariable value='${encoded(value)}']${after}`);
        const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
        expect(parts).toContainEqual({ message: { name: 'setVariable', values: { value } } });
        expect(texts.join('')).toBe(before + after);
      }),
    );
  });
});
