import { readFileSync } from 'node:fs';
import * as octostache from '@octotrain/octostache';
import { expect, it } from 'vitest';
import { examplesOf, withChecks } from './examples.ts';
import { runExample } from './run-example.ts';
import { typeFaults } from './type-faults.ts';

const examples = examplesOf('octostache');

it.each(examples.map((each) => [each.place, each] as const))(
  'the example at %s gives what it says',
  async (_, example) => {
    expect(withChecks(example.code).lines).not.toEqual([]);
    expect(await runExample(example)).toMatchObject({ stderr: '', code: 0 });
  },
);

it('octostache: the examples fit the types', () => {
  expect(examples.length).toBeGreaterThan(2);
  expect(typeFaults(examples)).toEqual([]);
});

it('octostache: the README has every export that is a function', () => {
  const readme = readFileSync(new URL('../../packages/octostache/README.md', import.meta.url), 'utf8');
  const functions = Object.entries(octostache).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));

  expect(functions.filter((name) => !readme.includes(name))).toEqual([]);
});
