import { expect, it } from 'vitest';
import { cutEverywhere, expectWhole } from './matrix.ts';
import { friday } from './trains.ts';

it('Friday ends as if it had never been cut, wherever it is cut and however it is taken up again (slow: every point)', async () => {
  const startedMs = performance.now();
  const matrix = await cutEverywhere(friday);

  expect(matrix.undisturbed.standings).toHaveLength(13);
  expectWhole('Friday', matrix, startedMs);
});
