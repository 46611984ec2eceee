import { describe, expect, test } from 'vitest';
import { faultProblems, problemsText } from './problems.ts';
import { plainLook } from './test-support.ts';

describe('what keeps a train from leaving', () => {
  test('is told by the lines of the file, with what to do next', () => {
    const at = (line: number, column: number) => ({ file: 'trains/friday.yaml', line, column });
    const problems = [
      { ...at(14, 5), code: 'unknown-key', message: 'unknown key `onFailur`', hint: 'did you mean `onFailure`?' },
      ...faultProblems(
        [
          {
            path: ['cars', 1, 'project'],
            code: 'unknown-project',
            message: 'no project `fraud-detectr` in Payments',
            hint: 'did you mean `fraud-detector`?',
          },
        ],
        (path) => at(path.length * 3, 14),
      ),
    ];

    expect(problemsText({ file: 'trains/friday.yaml', problems, look: plainLook() })).toMatchInlineSnapshot(`
      "trains/friday.yaml: 2 problems, nothing was sent

        9:14   no project \`fraud-detectr\` in Payments   did you mean \`fraud-detector\`?
        14:5   unknown key \`onFailur\`                   did you mean \`onFailure\`?

      next   pnpm train plan trains/friday.yaml"
    `);
  });

  test('keeps the command ready to paste when the file has a space in its name', () => {
    const problems = [{ file: 'my train.yaml', line: 1, column: 1, code: 'empty', message: 'the file is empty' }];

    expect(problemsText({ file: 'my train.yaml', problems, look: plainLook() }).split('\n').at(-1)).toBe(
      'next   pnpm train plan "my train.yaml"',
    );
  });
});
