import { expect, it } from 'vitest';
import { formatProblems } from './format-problems.ts';

it('aligns rows by position, with a hint beside a short message and below a long one', () => {
  const file = 'friday.yaml';
  const text = formatProblems([
    {
      file,
      line: 14,
      column: 5,
      code: 'unknown-key',
      message: 'unknown key `onFailur`',
      hint: 'did you mean `onFailure`?',
    },
    {
      file,
      line: 9,
      column: 14,
      code: 'unknown-project',
      message: 'no project `fraud-detectr` in Payments',
      hint: 'did you mean `fraud-detector`?',
    },
    {
      file,
      line: 11,
      column: 27,
      code: 'not-connected',
      message: 'tenant `EuroShop` is not connected to merchant-portal in Production',
      hint: 'connect it, or leave it out',
    },
  ]);

  expect(text).toBe(
    [
      '  9:14    no project `fraud-detectr` in Payments   did you mean `fraud-detector`?',
      '  11:27   tenant `EuroShop` is not connected to merchant-portal in Production',
      '          connect it, or leave it out',
      '  14:5    unknown key `onFailur`                   did you mean `onFailure`?',
    ].join('\n'),
  );
});
