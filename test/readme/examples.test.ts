import { expect, it } from 'vitest';
import { readExamples, withChecks } from './examples.ts';
import { runExample } from './run-example.ts';
import { typeFaults } from './type-faults.ts';

function example(code: string) {
  return { place: 'X.md:1', code, noRun: undefined };
}

it('finds the examples of a page with their places', () => {
  const page = 'Text\n\n```ts\none();\n```\n\n```sh\nls\n```\n\n```ts no-run needs a person\ntwo();\n```\n';

  expect(readExamples(page, 'X.md')).toEqual([
    { place: 'X.md:4', code: 'one();\n', noRun: undefined },
    { place: 'X.md:12', code: 'two();\n', noRun: 'needs a person' },
  ]);
});

it('an example that is not run says why', () => {
  expect(() => readExamples('```ts no-run\none();\n```\n', 'X.md')).toThrow('X.md:2');
});

it('a promise beside a call or below it becomes a check', () => {
  expect(withChecks('one(); // → 1\ntwo();\n// → 2\n  for (const b of c) console.log(a, b); // → x…\n')).toEqual({
    code: '$gives(1, one(), 1);\n$gives(2, two(), 2);\n  for (const b of c) $prints(3, [a, b], "x…");\n',
    lines: [1, 2, 3],
  });
});

it.each([
  ['that gives something else', "'a'.toUpperCase(); // → 'B'", 'line 1: gives "A"'],
  ['that prints something else', "console.log('a', 1); // → a 2", 'line 1: prints a 1'],
  ['that never comes to its promise', 'if (Date.now() < 0)\n  Math.max(1); // → 1', 'never came to line 2'],
  ['that throws', "throw new Error('out');", 'out'],
])('an example %s fails', async (_, code, message) => {
  const ran = await runExample(example(code));

  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(message);
});

it('an example that keeps its promises passes, with its environment', async () => {
  const code = 'console.log(process.env.OCTOPUS_URL, 12); // → http…2\n[1].concat(2);\n// → [1, 2]\n';

  expect(await runExample(example(code), { OCTOPUS_URL: 'http://x' })).toMatchObject({ code: 0, stderr: '' });
});

it('an example that does not fit the types is told with its line', () => {
  const code = "import { evaluate } from '@octotrain/octostache';\n\nevaluate({ template: 1, variables: {} });\n";

  expect(typeFaults([example(code)])).toEqual([expect.stringMatching(/^X\.md:1 \+ 2: Type 'number' is not/)]);
});
