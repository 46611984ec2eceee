import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWords } from './shell-words.ts';

it.each<[string, readonly string[]]>([
  ['curl  -s http://localhost', ['curl', '-s', 'http://localhost']],
  [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
  [`-w "%\\n" '\\n' "\\""`, ['-w', '%\\n', '\\n', '"']],
  [`a''b "" ''`, ['ab', '', '']],
  ['', []],
])('%s', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});

it.each(['a | b', 'a && b', 'a; b', 'a > b', 'echo $HOME', 'echo "$HOME"', 'a `b`', "'open"])(
  'a line that only a real shell can do is told: %s',
  (line) => {
    expect(shellWords(line)).toHaveProperty('beyond');
  },
);

it('words in single quotes come back as they are', () => {
  const words = fc.array(fc.string().map((text) => text.replaceAll("'", '')));
  fc.assert(
    fc.property(words, (some) => {
      expect(shellWords(some.map((word) => `'${word}'`).join(' '))).toEqual(some);
    }),
  );
});
