import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as octostache from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = Array.from(readme.matchAll(/```ts\r?\n(.*?)```/gs), ([, code = '']) => code);

it.each(examples)('example %# of the README gives what it says', (code) => {
  const checks: [actual: unknown, expected: unknown][] = [];
  const program = code
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(
      /^([a-zA-Z].*);\s*\/\/ → (.*)$/gm,
      (_, call: string, expected: string) => `check(${call}, ${expected});`,
    );

  runInNewContext(program, {
    ...octostache,
    check: (actual: unknown, expected: unknown) => checks.push([actual, expected]),
  });

  expect(checks.length).toBeGreaterThan(0);
  // Through JSON, since objects of another context have other prototypes.
  expect(checks.map(([actual]) => JSON.stringify(actual))).toEqual(
    checks.map(([, expected]) => JSON.stringify(expected)),
  );
});

it('the README has an example for every export that is a function', () => {
  const functions = Object.entries(octostache).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));

  expect(functions.filter((name) => !readme.includes(name))).toEqual([]);
});
