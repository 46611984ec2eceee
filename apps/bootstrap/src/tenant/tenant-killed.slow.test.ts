import { it } from 'vitest';
import { checkKilledAdd, checkKilledRemove } from './killed.test-data.ts';

const every = (requests: number) => Array.from({ length: requests }, (_, at) => at + 1);

it('a run of tenant add that was killed at any request is done by the next one, and nothing is done twice', async () => {
  await checkKilledAdd(every);
});

it('a run of tenant remove that was killed at any request is done by the next one', async () => {
  await checkKilledRemove(every);
});
