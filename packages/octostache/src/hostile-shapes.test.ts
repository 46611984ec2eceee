import { describe, expect, it } from 'vitest';
import { evaluate } from './index.ts';
import { expectLinear, workOf } from './testing/work-of.ts';

type Shape = (times: number) => readonly [template: string, variables: Readonly<Record<string, string>>];

const counted = (times: number, entry: (at: number) => readonly [string, string]) =>
  Object.fromEntries(Array.from({ length: times }, (_, at) => entry(at)));

/** By what they are aimed at; each has cost somebody's program its time. */
const shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  parsing: {
    'substitutions that are never closed': (n) => ['#{'.repeat(n), {}],
    'indexers in indexers': (n) => ['#{A['.repeat(n) + ']}'.repeat(n), {}],
    'blocks in blocks': (n) => ['#{if A}'.repeat(n) + '#{/if}'.repeat(n), { A: 'true' }],
    'blocks that are never closed': (n) => ['#{each a in A}'.repeat(n), { A: '1' }],
    'branches without end': (n) => [`#{if A}${'#{elseif B}x'.repeat(n)}#{/if}`, { A: '' }],
    'parentheses in parentheses': (n) => [`#{calc ${'('.repeat(n)}1${')'.repeat(n)}}`, {}],
    'an option that is never closed': (n) => [`#{A | Append "${'\\"'.repeat(n)}`, { A: 'x' }],
  },
  evaluation: {
    'a long sum': (n) => [`#{calc 1${'+1'.repeat(n)}}`, {}],
    'many filters': (n) => [`#{A${' | ToUpper'.repeat(n)}}`, { A: 'x' }],
    'a value of blanks': (n) => ['#{A | Trim}', { A: `${' '.repeat(n)}x${' '.repeat(n)}` }],
    'a number of many digits': (n) => ['#{A | Format N2}', { A: '9'.repeat(n) }],
    'a format of many places': (n) => [`#{A | Format "${'0,'.repeat(n)}"}`, { A: '12' }],
    'an address of many parts': (n) => ['#{A | UriPart UserInfo}', { A: `http://${'@'.repeat(n)}` }],
    'markdown in markdown': (n) => ['#{A | Markdown}', { A: '> [a](*b_'.repeat(n) }],
  },
  'regular expressions': {
    'groups in groups': (n) => [`#{A | Match "${'('.repeat(n)}${')'.repeat(n)}"}`, { A: 'x' }],
    'many ways at the start': (n) => [`#{A | Match "${'a|'.repeat(n)}b"}`, { A: 'c'.repeat(50) }],
    'classes without end': (n) => [`#{A | Match "[${'a-z'.repeat(n)}]"}`, { A: 'x' }],
    'a match of nothing everywhere': (n) => ['#{A | Replace "" "y"}', { A: 'a'.repeat(n) }],
  },
  JSON: {
    'lists in lists': (n) => ['#{A[0]}', { A: '['.repeat(n) + ']'.repeat(n) }],
    'objects in objects': (n) => ['#{A.a}', { A: `${'{"a":'.repeat(n)}1${'}'.repeat(n)}` }],
    'escapes that break off': (n) => ['#{A.a}', { A: `{"a":"${'\\u00'.repeat(n)}` }],
    'a key again and again': (n) => ['#{A.a}', { A: `{${'"a":1,'.repeat(n)}"a":2}` }],
  },
  iteration: {
    'a list of commas': (n) => ['#{each a in A}#{a}#{/each}', { A: 'a,'.repeat(n) }],
    'a list of JSON': (n) => ['#{each a in A}#{a}#{/each}', { A: `[${'1,'.repeat(n)}1]` }],
    'the keys of an object': (n) => [
      '#{each a in A}#{a.Key}=#{a.Value}#{/each}',
      { A: JSON.stringify(counted(n, (at) => [`k${at}`, '1'])) },
    ],
    'many variables': (n) => ['#{each a in A}#{a.B}#{/each}', counted(n, (at) => [`A[${at}].B`, '1'])],
  },
  recursion: {
    'a long chain of variables': (n) => ['#{V0}', counted(n, (at) => [`V${at}`, `#{V${at + 1}}`])],
    'a variable that is itself many times': (n) => ['#{A}', { A: '#{A}'.repeat(n) }],
    'loops that begin themselves': (n) => ['#{A}', { A: `#{each x in L}${'#{A}'.repeat(n)}#{/each}`, L: '1,2' }],
    'indexes that are themselves': (n) => ['#{A[#{A}]}', { A: '#{A[#{A}]}'.repeat(n) }],
  },
};

describe.each(Object.entries(shapes))('hostile to %s', (_, named) => {
  it.each(Object.entries(named))('%s: twice as many are twice the work at most', (_name, shape) => {
    expectLinear((times) => workOf(...shape(times)), 4000);
  });

  it.each(Object.entries(named))(
    '%s: a hundred thousand end, strict and lenient',
    (_name, shape) => {
      const [template, variables] = shape(100_000);
      for (const lenient of [false, true]) {
        const clock = { now: () => 0 };
        expect(typeof evaluate({ template, variables, clock, lenient }).text).toBe('string');
      }
    },
    60_000,
  );
});

describe('work is given up where it would multiply', () => {
  it.each([
    ['a repetition of repetitions', '#{A | Match "(a{1,99}){1,99}b"}', 'a'.repeat(2000)],
    [
      'optional letters before the same letters',
      `#{A | Match "^${'a?'.repeat(2000)}${'a'.repeat(2000)}$"}`,
      'a'.repeat(2000),
    ],
    ['a look ahead from every letter', '#{A | Replace "a(?=.*b)" x}', 'a'.repeat(50_000)],
    ['a look behind from every letter', '#{A | Replace "(?<=b.*)a" x}', 'a'.repeat(50_000)],
    ['a group that is asked for again', '#{A | Match "(a*)*\\\\1b"}', 'a'.repeat(2000)],
    ['lazy letters before a comma', '#{A | Match "^(.*?,){11}P"}', '1,'.repeat(2000)],
  ])('%s', (_, template, value) => {
    expect(evaluate({ template, variables: { A: value } })).toMatchObject({ errors: [{ code: 'too-much-work' }] });
  });
});
