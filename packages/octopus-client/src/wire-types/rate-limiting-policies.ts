import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** How many requests of some callers the server takes: a bucket that fills again. What is too much is answered with 429. [docs] */
export type RateLimitingPolicy = Schemas['RateLimitingPolicy'];
/** What a caller sends to create or replace a rate limiting policy; a whole rate limiting policy as read is accepted too. */
export type RateLimitingPolicyWrite = Schemas['RateLimitingPolicyWrite'];
