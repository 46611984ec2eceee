import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A pull request that an interruption waits for. [docs] */
export type InterruptionPullRequest = Schemas['InterruptionPullRequest'];
