import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A document that was found. */
export type SpaceSearchResult = Schemas['SpaceSearchResult'];
