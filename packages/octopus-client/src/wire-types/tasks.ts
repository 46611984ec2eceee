import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** What a caller sends to queue a task. */
export type NewServerTask = Schemas['NewServerTask'];
/** What a caller sends to change the outcome of an ended task. */
export type TaskStateChange = Schemas['TaskStateChange'];
/** A kind of task. */
export type TaskType = Schemas['TaskType'];
