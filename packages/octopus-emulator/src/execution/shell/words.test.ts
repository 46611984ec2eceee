import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsOf } from './words.ts';

it.each([
  ['', []],
  ['  --atomic   --debug\n--x ', ['--atomic', '--debug', '--x']],
  [`--set "a b" --set='c d'e`, ['--set', 'a b', '--set=c de']],
  [`'' ""`, ['', '']],
  [`a\\ b "c\\"d" 'e\\f' C:\\charts\\x`, ['a b', 'c"d', 'e\\f', 'C:\\charts\\x']],
])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));

it.each(['"', "a 'b", '"a\\"'])('has a quote that is not closed: %s', (text) => {
  expect(wordsOf(text)).toBeUndefined();
});

it('gives back any words that were quoted', () => {
  const quoted = (word: string) => `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(wordsOf(words.map(quoted).join(' '))).toEqual(words);
    }),
  );
});
