import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A user name and a password. [client] */
export type SignIn = Schemas['SignIn'];
