import { expect, it } from 'vitest';
import { evaluate } from '../index.ts';

it('of a token without a value is its offset, line and column, and the variable that holds it', () => {
  const variables = { A: 'first\r\nsecond #{Missing}', B: '{"c": "\\n#{Lost}"}' };

  expect(evaluate({ template: 'x\n\n #{A}#{B.c}', variables }).unresolvedAt).toEqual([
    { token: '#{Missing}', offset: 14, line: 2, column: 8, variable: 'A' },
    { token: '#{Lost}', offset: 1, line: 2, column: 1, variable: 'B.c' },
  ]);
});

it('of a token that is met again is the first', () => {
  expect(evaluate({ template: '#{a}\n#{a}', variables: {} }).unresolvedAt).toMatchObject([{ line: 1, column: 1 }]);
});

it('of a token in a condition that cannot be told is that of its block', () => {
  const template = 'x #{if a | NoSuchFilter}#{b}#{/if}';

  expect(evaluate({ template, variables: {} }).unresolvedAt).toMatchObject([{ offset: 2, variable: undefined }]);
});

it('of a variable that refers to itself is where it does', () => {
  const variables = { A: '\n  #{B}', B: '12345\n#{a}' };

  expect(evaluate({ template: 'x #{A}', variables }).errors).toMatchObject([
    { code: 'recursion', offset: 6, line: 2, column: 1, variable: 'B' },
  ]);
});

it('of a template that cannot be parsed is where it goes wrong', () => {
  expect(evaluate({ template: 'a\r\nb\r\n#{c | }', variables: {} }).errors).toMatchObject([
    { code: 'syntax', line: 3, column: 7, variable: undefined },
  ]);
});
