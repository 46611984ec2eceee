/** How fast a bucket fills, and how much it holds. */
export interface BucketSize {
  readonly requestsPerMinute: number;
  readonly burstLimit: number;
}

/** A bucket as it was at a moment. */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** What became of one request. */
export interface Drawn {
  readonly bucket: Bucket;
  readonly allowed: boolean;
  /** Until there is a whole token again; 0 when it was allowed. */
  readonly waitMs: number;
}

const MINUTE_MS = 60_000;

/** A full bucket. [docs] */
export function fullBucket(size: BucketSize, nowMs: number): Bucket {
  return { tokens: size.burstLimit, atMs: nowMs };
}

/** Takes one token for a request, after what has flowed in since the last one. Refused requests take nothing. [docs] */
export function draw(bucket: Bucket, size: BucketSize, nowMs: number): Drawn {
  const passedMs = Math.max(0, nowMs - bucket.atMs);
  const tokens = Math.min(size.burstLimit, bucket.tokens + (passedMs * size.requestsPerMinute) / MINUTE_MS);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, atMs: nowMs }, allowed: true, waitMs: 0 };
  const waitMs = Math.ceil(((1 - tokens) * MINUTE_MS) / size.requestsPerMinute);
  return { bucket: { tokens, atMs: nowMs }, allowed: false, waitMs };
}
