import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A file of a task, without its content. */
export type Artifact = Schemas['Artifact'];
/** What a caller sends to create or replace an artifact; a whole artifact as read is accepted too. */
export type ArtifactWrite = Schemas['ArtifactWrite'];
