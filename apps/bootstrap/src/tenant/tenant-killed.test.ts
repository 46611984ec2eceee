import { it } from 'vitest';
import { checkKilledAdd, checkKilledRemove } from './killed.test-data.ts';

it('a run of tenant add that was killed at some request is done by the next one', async () => {
  await checkKilledAdd((requests) => [12, Math.floor(requests / 2), requests - 9]);
});

it('a run of tenant remove that was killed at some request is done by the next one', async () => {
  await checkKilledRemove((requests) => [requests - 3]);
});
