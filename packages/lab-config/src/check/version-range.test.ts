import { expect, it } from 'vitest';
import { rangeProblem } from './version-range.ts';

it.each(['', '1.0', '[1.0,2.0)', '(,1.0]', '[1.0,)', '[1.2.3]', '[1.0-rc.1, 2.0)', '[1,2),[3,4)', '[1.0,1.0]'])(
  'takes %s for a range',
  (range) => {
    expect(rangeProblem(range)).toBeUndefined();
  },
);

it.each([
  ['1.x', 'it is neither a version nor an interval such as [1.0,2.0)'],
  ['[1.0,2.0', 'it is neither a version nor an interval such as [1.0,2.0)'],
  ['[1,2)[3,4)', 'it is neither a version nor an interval such as [1.0,2.0)'],
  ['[1.0,two)', 'two is no version'],
  ['[1,2,3]', '[1,2,3] has more than two ends'],
  ['(1.0)', 'one version alone is written [1.0]'],
  ['(,)', '(,) has no ends'],
  ['[2.0,1.0]', 'no version is within [2.0,1.0]'],
  ['[1.0,1.0)', 'no version is within [1.0,1.0)'],
])('says of %s what is wrong with it', (range, problem) => {
  expect(rangeProblem(range)).toBe(problem);
});
