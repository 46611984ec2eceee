import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** One node of the server. */
export type ServerNode = Schemas['ServerNode'];
/** The state of the server. */
export type ServerStatus = Schemas['ServerStatus'];
