import { describe, expect, it } from 'vitest';
import { isRunId, makeRunId } from './run-id.ts';

describe('a run id', () => {
  it('is made of the train, the day and a tail by chance', () => {
    const numbers = [0, 0.5, 0.999, 0.25, 0.75, 0.1];
    const id = makeRunId({ train: 'friday', isoTime: '2026-01-02T23:59:59Z', random: () => numbers.shift() ?? 0 });

    expect(id).toBe('friday-20260102-aq7iyd');
    expect(isRunId(id)).toBe(true);
  });

  it.each([
    '',
    'friday',
    '../friday-20260102-abcdef',
    'friday-20260102-ABCDEF',
    'friday-20260102-abc1ef',
    'a/b-20260102-abcdef',
  ])('is not %j', (text) => {
    expect(isRunId(text)).toBe(false);
  });
});
