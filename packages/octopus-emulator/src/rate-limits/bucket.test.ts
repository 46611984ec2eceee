import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, draw, fullBucket } from './bucket.ts';

const size = { requestsPerMinute: 120, burstLimit: 3 };

describe('a bucket of tokens', () => {
  it('lets a burst through, then one request every half-second at 120 a minute', () => {
    let bucket = fullBucket(size, 0);
    const allowed = [0, 0, 0, 0, 499, 500, 600, 1_000].map((atMs) => {
      const drawn = draw(bucket, size, atMs);
      bucket = drawn.bucket;
      return drawn.allowed;
    });

    expect(allowed).toEqual([true, true, true, false, false, true, false, true]);
  });

  it('says how long it takes until there is a token again', () => {
    const empty: Bucket = { tokens: 0.25, atMs: 0 };

    expect(draw(empty, size, 0).waitMs).toBe(375);
    expect(draw(empty, size, 375).allowed).toBe(true);
  });

  it('never allows more than the burst and what has flowed in since', () => {
    const sizes = fc.record({
      requestsPerMinute: fc.integer({ min: 1, max: 600 }),
      burstLimit: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(2_000), { maxLength: 60 }), (limits, gaps) => {
        let bucket = fullBucket(limits, 0);
        let nowMs = 0;
        let allowed = 0;
        for (const gap of gaps) {
          nowMs += gap;
          const drawn = draw(bucket, limits, nowMs);
          bucket = drawn.bucket;
          if (drawn.allowed) allowed += 1;
        }
        expect(allowed).toBeLessThanOrEqual(limits.burstLimit + (nowMs * limits.requestsPerMinute) / 60_000 + 1e-6);
      }),
    );
  });
});
