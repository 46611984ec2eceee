import { expect, it } from 'vitest';
import { errorText, evaluate } from './index.ts';

function reported(template: string, variables: Record<string, string> = {}): string | undefined {
  return errorText(evaluate({ template, variables }));
}

it('of an evaluation that went well there is none', () => {
  expect(reported('#{A}', { A: '1' })).toBeUndefined();
});

it('lists the tokens without a value in quotes, each once', () => {
  expect(reported('#{a} #{b | ToLower} #{a}')).toBe(
    "The following tokens were unable to be evaluated: '#{a}', '#{b | ToLower}'",
  );
});

it('begins with the errors and their places, in the template or in a variable', () => {
  expect(reported('#{Good}\n#{Bad', {})).toBe('2:6: expected `}`');
  expect(reported('#{Good} #{Bad}', { Bad: 'x\n #{oops' })).toBe(
    "#{Bad}:2:8: expected `}`\nThe following tokens were unable to be evaluated: '#{Good}'",
  );
});
