import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../index.ts';
import { parseTemplate } from './parse.ts';

describe('a lenient reading', () => {
  const variables = { A: 'a', B: 'b', Yes: 'true' };

  it.each([
    ['#{A} #{ } #{B}', 'a #{ } b'],
    ['#{A} #{B', 'a #{B'],
    ['#{if Yes}#{A}', '#{if Yes}a'],
    ['#{if Yes}#{A}#{elseif B}#{B}#{else}!', '#{if Yes}a#{elseif B}b#{else}!'],
    ['#{if Yes}#{each x in }#{A}#{/if}', '#{each x in }a'],
    ['#{/if}#{A}', '#{/if}a'],
    ['#{if Yes}#{/each}#{A}#{/if}', '#{/each}a'],
    ['#{A | Append #{B}', '#{A | Append b'],
    ['#{A | Append #{if Yes}x#{ }#{/if}} #{B}', '#{A | Append x#{ }} b'],
    ['#{if Yes}##{x} #{', '#{if Yes}#{x} #{'],
    ['#{A[#{B] #{B}', '#{A[#{B] b'],
  ])('of %s keeps what makes no sense as text: %s', (template, text) => {
    const result = evaluate({ template, variables, lenient: true });

    expect(result.text).toBe(text);
    expect(result.errors.map(({ code }) => code)).toContain('syntax');
    expect(evaluate({ template, variables }).text).toBe(template);
  });

  it('reports every fault with its place', () => {
    expect(evaluate({ template: '#{ }\n#{if A}#{', variables, lenient: true }).errors).toMatchObject([
      { line: 1, column: 4, message: 'a name is missing' },
      { line: 2, column: 10, message: 'a name is missing' },
      { line: 2, column: 1, message: '`#{/if}` is missing' },
    ]);
  });

  it('is like a strict one where there is no fault', () => {
    fc.assert(
      fc.property(grammar, (template) => {
        const strict = parseTemplate(template);
        if (strict.ok) expect(parseTemplate(template, { lenient: true })).toMatchObject({ template: strict.template });
      }),
    );
  });
});

describe('an indexer', () => {
  it.each([
    ['#{A[b [c] d]}', { 'A[b [c] d]': 'x' }],
    ['#{A[ b ]}', { 'A[b]': 'x' }],
    ['#{A[]}', { 'A[]': 'x' }],
    ['#{A[#{B[#{C}]}].D}', { C: 'c', 'B[c]': 'b', 'A[b].D': 'x' }],
    ['#{A[ #{B} ]}', { 'A[#{B}]': 'x' }],
  ])('%s finds its value', (template, variables) => {
    expect(evaluate({ template, variables: { ...variables } }).text).toBe('x');
  });

  it('that is more than a symbol is a text', () => {
    expect(evaluate({ template: '#{A[#{B}c]}', variables: { B: 'b' } }).text).toBe('#{A[#{B}c]}');
  });
});

const fragments =
  '#{ } # ##{ if unless each in calc == != #{/if} #{/each} #{/unless} #{else} #{elseif A | . [ ] [* [] " \\" ( ) { + , é 😀';
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...fragments.split(' '), ' ') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '#{if A}',
      '#{A | b ',
      '#{A | b #{if A}',
      '#{each a in A}',
      '#{A[',
      '#{A[#{',
      '#{A | b "',
      '#{A | b \\"',
    ),
  },
);
const grammar = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('reading is linear', () => {
  const repeated = fc.tuple(grammar, fc.array(piece, { minLength: 1, maxLength: 6 })).map(([before, pieces]) => {
    const text = pieces.join('');
    return before + text.repeat(Math.ceil(10_000 / text.length));
  });

  it('even where quotes hide the marks from each other', () => {
    const text = 'é#{A | b "\\"\\"('.repeat(2000);

    expect(parseTemplate(text, { lenient: true }).passed).toBeLessThan(20 * text.length);
  });

  it.each([false, true])('whatever is repeated, lenient: %s', (lenient) => {
    fc.assert(
      fc.property(repeated, (text) => {
        expect(parseTemplate(text, { lenient }).passed).toBeLessThan(20 * text.length);
      }),
      { numRuns: 100 },
    );
  });
});
