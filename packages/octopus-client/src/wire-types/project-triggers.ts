import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Something a project does by itself. [client] */
export type ProjectTrigger = Schemas['ProjectTrigger'];
/** What a caller sends to create or replace a project trigger; a whole project trigger as read is accepted too. */
export type ProjectTriggerWrite = Schemas['ProjectTriggerWrite'];
