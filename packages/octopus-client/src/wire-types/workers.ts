import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A machine that steps run on in place of the server. [spec] */
export type Worker = Schemas['Worker'];
/** What a caller sends to create or replace a worker; a whole worker as read is accepted too. */
export type WorkerWrite = Schemas['WorkerWrite'];
