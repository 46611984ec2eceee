import { expect, it } from 'vitest';
import { openFriday } from '../support/friday-world.ts';
import { examplesOf } from './examples.ts';
import { runExample } from './run-example.ts';
import { typeFaults } from './type-faults.ts';

const examples = examplesOf('octopus-client');

it.each(examples.filter(({ noRun }) => noRun === undefined).map((each) => [each.place, each] as const))(
  'the example at %s runs against FinPay on Friday morning',
  async (_, example) => {
    const world = await openFriday();
    const env = { OCTOPUS_URL: world.url, OCTOPUS_API_KEY: world.emulator.administratorKey };
    const ran = await runExample(example, env).finally(() => world.close());

    expect(ran).toMatchObject({ stderr: '', code: 0 });
  },
);

it('octopus-client: the examples of the README fit the types, also those that are not run', () => {
  expect(examples.length).toBeGreaterThan(0);
  expect(typeFaults(examples)).toEqual([]);
});
