import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** What a project has. */
export type ProjectSummary = Schemas['ProjectSummary'];
