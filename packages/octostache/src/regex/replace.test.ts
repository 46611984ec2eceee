import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from './compile.ts';
import { isMatch, type RegexBudget, replaceMatches } from './replace.ts';

const unlimited: RegexBudget = { spend: () => {}, refuse: () => {} };

/** Every match in brackets; undefined when the pattern is refused. */
function marked(pattern: string, text: string): string | undefined {
  return replaced(pattern, text, '<$&>');
}

function replaced(pattern: string, text: string, replacement: string): string | undefined {
  const program = compileRegex(pattern);
  return program && replaceMatches(program, { text, replacement }, unlimited);
}

describe('a pattern matches', () => {
  it.each([
    ['b+', 'abbb', 'a<bbb>'],
    ['a*', 'baac', '<>b<aa><>c<>'],
    ['a{2}', 'aaaaa', '<aa><aa>a'],
    ['a{2,}?', 'aaaaa', '<aa><aa>a'],
    ['a{,2}', 'a{,2}', '<a{,2}>'],
    ['x{2', 'x{2', '<x{2>'],
    ['a|ab', 'ab', '<a>b'],
    ['(?:a|ab)c', 'abc', '<abc>'],
    ['.', '\r\n', '<\r>\n'],
    ['(?s).', '\n', '<\n>'],
    ['a$', 'a\n', '<a>\n'],
    ['a\\z', 'a\n', 'a\n'],
    ['(?m)^.$', 'a\nb', '<a>\n<b>'],
    ['\\Aa', 'aa', '<a>a'],
    ['\\Ga', 'aab', '<a><a>b'],
    ['\\bé', 'é é', '<é> <é>'],
    ['\\w+', 'naïve_١', '<naïve_١>'],
    ['\\d', '٣x', '<٣>x'],
    ['\\s', 'a\u0085\ufeff', 'a<\u0085>\ufeff'],
    ['\\p{Lu}\\P{Lu}', 'aBc', 'a<Bc>'],
    ['[a-z-[aeiou]]+', 'abcde', 'a<bcd>e'],
    ['[^a-c]', 'abcd', 'abc<d>'],
    ['[]a]+', 'a]b', '<a]>b'],
    ['[\\w-]+', 'a-b c', '<a-b> <c>'],
    ['[\\b]', '\b', '<\b>'],
    ['(?i)straße', 'STRAßE', '<STRAßE>'],
    ['(?i:a)b', 'Ab AB', '<Ab> AB'],
    ['a(?i)b|c', 'aB C', '<aB> <C>'],
    ['(?x) a  b # both', 'ab', '<ab>'],
    ['a(?#nothing)b', 'ab', '<ab>'],
    ['(a)\\1', 'aaa', '<aa>a'],
    ['(?<x>a)(b)\\2\\k<x>', 'abab', 'abab'],
    ['(?<x>a)(b)\\1\\k<x>', 'abba', '<abba>'],
    ["(?'q'[\"']).*?\\k'q'", '"a\'" b', '<"a\'"> b'],
    ['(a)?\\1b', 'b', 'b'],
    ['\\101\\x41\\u0041\\t', 'AAA\t', '<AAA\t>'],
    ['\\cA\\e', '\u0001\u001b', '<\u0001\u001b>'],
    ['a(?=b)', 'abac', '<a>bac'],
    ['a(?!b)', 'abac', 'ab<a>c'],
    ['(?<=\\$)\\d+', '$10 20', '$<10> 20'],
    ['(?<!\\$)\\b\\d+', '$10 20', '$10 <20>'],
    ['(?<=(\\d)(\\w+))x', '1abx', '1ab<x>'],
    ['(?>a+)ab', 'aaab', 'aaab'],
    ['(?>a+)b', 'aaab', '<aaab>'],
    ['(\\()?a(?(1)\\))', '(a) a', '<(a)> <a>'],
    ['(?<o>\\()?a(?(o)\\)|!)', '(a) a!', '<(a)> <a!>'],
    ['(?(?=a)ab|c)', 'abc', '<ab><c>'],
    ['(?(a)ab|c)', 'abc', '<ab><c>'],
    ['(?n)(a)(?<x>b)', 'ab', '<ab>'],
    ['(a*)*', 'b', '<>b<>'],
    ['(?:a?){3}b', 'ab', '<ab>'],
    ['(a|ab)(c|bcd)(d*)', 'abcd', '<abcd>'],
    ['(?:(a)|b)*', 'ab', '<ab><>'],
    ['.*b', 'ab\ncb', '<ab>\n<cb>'],
    ['\\s+$', 'a  \n ', 'a<  \n >'],
  ])('%s: %j is %j', (pattern, text, expected) => {
    expect(marked(pattern, text)).toBe(expected);
  });
});

describe('a pattern is refused', () => {
  it.each([
    '(',
    ')',
    '(?',
    '[a',
    '[b-a]',
    '*',
    'a**',
    'a{2}{3}',
    '{1}',
    'a{3,2}',
    '\\',
    '\\y',
    '\\1',
    '\\k<x>',
    '(?<x',
    '(?y)',
    '(?<a-b>c)',
    '\\p{IsGreek}',
    '\\p{X}',
    '(?(1)a|b|c)',
    '\\x4',
    '(?#',
    '('.repeat(200) + ')'.repeat(200),
  ])('when it is %s', (pattern) => {
    expect(compileRegex(pattern)).toBeUndefined();
  });
});

/** Names in a replacement, not in a template string. */
const [x, y, two] = ['x', 'y', '2'].map((name) => `$\{${name}}`);

describe('a replacement', () => {
  it.each([
    ['(a)(b)', '$2$1', 'ba'],
    ['(?<x>a)(b)', `${x}$1$2`, 'aba'],
    ['(a)(b)', `${two}0`, 'b0'],
    ['(a)(b)', `$3${y}$x$`, `$3${y}$x$`],
    ['(a)(b)', '$10', '$10'],
    ['b', '[$`|$_]', 'a[a|ab]'],
    ['a', "[$']", '[b]b'],
    ['(a)|(b)', '<$+>', '<><b>'],
    ['ab', '$$&', '$&'],
    ['(a)|b', '[$1]', '[a][]'],
  ])('of %s with %s gives %s', (pattern, replacement, expected) => {
    expect(replaced(pattern, 'ab', replacement)).toBe(expected);
  });
});

describe('laws', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '\\w',
    '\\b',
    '(?=a)',
    '(?!b)',
    '(?<=a)',
    '(?<!b)',
    '^',
    '$',
  );
  const pattern = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'pattern' },
      atom,
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
      tie('node').map((one) => `(?:${one})`),
    ),
  })).node;
  // What is repeated begins with a character: of empty rounds the dialects think differently.
  const quantified = fc
    .tuple(pattern, fc.constantFrom('', '*', '+?', '{1,2}', '?'), pattern)
    .map(([a, quantifier, b]) => `(?:[abc]${a})${quantifier}${b}`);

  it('JavaScript finds the same, where both dialects mean the same', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(quantified, text, (source, one) => {
        expect(marked(source, one), source).toBe(one.replace(new RegExp(source, 'g'), '<$&>'));
      }),
      { numRuns: 1000 },
    );
  });

  it('an escaped text matches itself and nothing is left', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|#\s]/g, (one) => `\\${one}`);
        expect(replaced(escaped, text, '')).toBe('');
      }),
    );
  });

  it('every pattern is either refused or matched with a number of steps that is told', () => {
    const character = fc.constantFrom(...'ab()[]{}*+?|\\.^$-,:=!<>#x12kpLuiG '.split(''));
    const any = fc.array(character, { maxLength: 20 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(any, any, any, (source, text, replacement) => {
        const program = compileRegex(source);
        if (program) expect(typeof replaceMatches(program, { text, replacement }, limited(100_000))).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });
});

/** A budget that never throws, as few texts are long enough to need one. */
function limited(most: number): RegexBudget {
  let steps = 0;
  return {
    spend: (more) => {
      steps += more;
      if (steps > most) throw new RangeError('too many steps');
    },
    refuse: () => {},
  };
}

describe('steps', () => {
  it.each([
    ['(a+)+$', 'a'.repeat(40)],
    ['(a|aa)+$', 'a'.repeat(60)],
    ['(.*)*x', 'a'.repeat(1000)],
    ['(?:a?a?){20}b', 'a'.repeat(30)],
    ['(?=(a+)+$)b', 'a'.repeat(40)],
  ])('of %s are told while they are made, so that it can be given up', (pattern, text) => {
    const program = compileRegex(pattern);

    expect(() => program && isMatch(program, `${text}!`, limited(1_000_000))).toThrow('too many steps');
  });

  it.each(['\\w+@', '.*@', '\\s+$', 'a+b', '[^@]*@', 'a*?b', '^a*b', 'abc', '(?:ab)+c'])(
    'of %s are linear on a text without a match',
    (pattern) => {
      const steps = (length: number) => {
        let sum = 0;
        const program = compileRegex(pattern);
        const text = ' a'.repeat(3) + 'a'.repeat(length) + ' '.repeat(length);
        if (program) isMatch(program, text, { ...unlimited, spend: (more) => (sum += more) });
        return sum;
      };

      expect(steps(20_000)).toBeLessThan(3 * steps(10_000) + 10_000);
    },
  );
});
