import { expect, it } from 'vitest';
import { cutEverywhere, expectWhole } from './matrix.ts';
import { tenants } from './trains.ts';

it('a train with tenants and a failure ends as if it had never been cut, however it is taken up again (slow: every point)', async () => {
  const startedMs = performance.now();
  const matrix = await cutEverywhere(tenants);

  expect(matrix.undisturbed.standings.filter((line) => line.endsWith('Failed'))).toHaveLength(1);
  expectWhole('tenants and a failure', matrix, startedMs);
});
