import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from './index.ts';
import { expectLinear, workOf } from './testing/work-of.ts';
import { prepareVariables } from './variables/variable-set.ts';

const pieces = [
  ...'#{ } # ##{ if unless calc == + ( ) | . [ ] [*] null " \\" #{/if} #{/each} #{else} #{elseif A B C 1 { é 😀 \ud800'.split(
    ' ',
  ),
  ...[
    '#{A}',
    '#{ | ',
    'each a in ',
    ' ',
    ',',
    '\n',
    '#{each a in A}',
    '#{a.Key}',
    '#{A | Replace ',
    '#{B | Markdown}',
    '{"C":',
  ],
  ...['Append ', 'ToLower', 'Format Date ', 'Sha1', 'UriPart Host', 'NowDate', 'AddDays 1', 'FromBase64', 'Indent 3/2'],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
const clock = { now: () => 0 };

describe('whatever the texts', () => {
  it('one without #{ is unchanged', () => {
    fc.assert(
      fc.property(
        fc.string().filter((one) => !one.includes('#{')),
        (one) => {
          expect(evaluate({ template: one, variables: {} })).toEqual({
            text: one,
            isNull: false,
            unresolved: [],
            unresolvedAt: [],
            errors: [],
          });
        },
      ),
    );
  });

  it('evaluation ends and never throws, strict and lenient', () => {
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (template, a, b, lenient) => {
        const result = evaluate({ template, variables: { A: a, B: b, C: 'c', 'A[x]': 'y' }, clock, lenient });
        expect(typeof result.text).toBe('string');
        for (const { offset, line, column } of [...result.errors, ...result.unresolvedAt]) {
          expect([offset >= 0, line >= 1, column >= 1]).toEqual([true, true, true]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('every text can be the name of a variable', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(() => prepareVariables({ [name]: 'x' })).not.toThrow();
      }),
    );
  });

  it('an escaped template comes out as it was written', () => {
    const plain = fc.stringMatching(/^[A-Za-z .|"]*$/);
    fc.assert(
      fc.property(plain, (inside) => {
        expect(evaluate({ template: `##{${inside}}`, variables: {} }).text).toBe(`#{${inside}}`);
      }),
    );
  });
});

describe('work grows no faster than', () => {
  const variables = { A: 'a,b', B: '{"C": [1, 2]}', C: '#{A}', 'A[x]': 'y', Yes: 'true' };

  it('a template of which a part is repeated', () => {
    fc.assert(fc.property(text, (part) => expectLinear((times) => workOf(part.repeat(times), variables))));
  });

  const filters = [
    'ToUpper',
    'Trim',
    'Truncate 9',
    'Substring 9',
    'Append x',
    'Indent 2',
    'Contains x',
    'HtmlEscape',
    'JsonEscape',
    'YamlSingleQuoteEscape',
    'YamlDoubleQuoteEscape',
    'PropertiesKeyEscape',
    'UriEscape',
    'UriDataEscape',
    'UriPart Path',
    'Markdown',
    'ToBase64',
    'FromBase64',
    'Md5',
    'Sha512 base64',
    'Format N2',
    'AddDays 1',
    'VersionMajor',
    'VersionPreReleasePrefix',
    'Replace "a" "bb"',
    'Replace "[a-z]+$"',
    'Match "x.*y"',
  ];
  const templates = [
    '#{V}',
    '#{V.C}',
    '#{V[0]}',
    '#{if V}x#{/if}',
    '#{if V == A}x#{/if}',
    '#{each item in V}#{item}#{/each}',
    '#{each item in V}#{item.Key}#{/each}',
    '#{calc V + 1}',
    '#{A[#{V}]}',
    ...filters.map((filter) => `#{V | ${filter}}`),
  ];

  it('a value of which a part is repeated', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...templates), (part, template) => {
        expectLinear((times) => workOf(template, { ...variables, V: part.repeat(times) }));
      }),
      { numRuns: 250 },
    );
  });

  it('the number of variables, when all are asked for', () => {
    const named = (times: number) =>
      Object.fromEntries(Array.from({ length: times }, (_, at) => [`A[${at}].B`, '#{C}']));

    expectLinear((times) => workOf('#{each a in A}#{a.B}#{/each}', { C: 'x', ...named(times) }));
  });
});

describe('work is given up', () => {
  const long = 'a'.repeat(100_000);
  const commas = ','.repeat(100_000);

  it.each([
    ['loops in loops', '#{each a in L}#{each b in L}#{/each}#{/each}', { L: commas }, 'too-much-work'],
    ['loops that write', '#{each a in L}#{each b in L}x#{/each}#{/each}', { L: commas }, 'too-large'],
    ['variables that multiply', '#{A}', { A: '#{B}'.repeat(500), B: '#{C}'.repeat(500), C: 'c' }, 'too-large'],
    [
      'a filter that makes a text longer and longer',
      `#{L${' | HtmlEscape'.repeat(999)}}`,
      { L: '&'.repeat(100_000) },
      'too-much-work',
    ],
    ['replacements as long as the text', '#{L | Replace a #{L}}', { L: long }, 'too-large'],
    ['indents as long as the text', '#{L | Indent #{L}}', { L: '\n'.repeat(100_000) }, 'too-large'],
    ['a pattern that tries every way', '#{L | Match "(a+)+$"}', { L: `${'a'.repeat(50)}!` }, 'too-much-work'],
    ['a pattern that remembers every way', '#{L | Match "(?:a|b)*c"}', { L: 'a'.repeat(1_000_000) }, 'too-much-work'],
    [
      'blocks in variables in blocks',
      '#{v0}',
      nested((name) => `${'#{if Yes}'.repeat(90)}#{${name}}${'#{/if}'.repeat(90)}`),
      'too-deep',
    ],
    [
      'options in variables in options',
      '#{v0}',
      nested((name) => `${'#{Yes | Append '.repeat(90)}#{${name}}${'}'.repeat(90)}`),
      'too-deep',
    ],
  ] as const)('on %s', (_, template, variables, code) => {
    expect(evaluate({ template, variables })).toMatchObject({ text: template, errors: [{ code }] });
  });

  function nested(valueWith: (name: string) => string): Record<string, string> {
    const entries = Array.from({ length: 50 }, (_, at) => [`v${at}`, valueWith(`v${at + 1}`)] as const);
    return { Yes: 'true', ...Object.fromEntries(entries) };
  }
});
