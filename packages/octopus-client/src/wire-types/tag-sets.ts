import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A word that documents can be marked with. */
export type Tag = Schemas['Tag'];
/** Tags that belong together. */
export type TagSet = Schemas['TagSet'];
/** What a caller sends to create or replace a tag set; a whole tag set as read is accepted too. */
export type TagSetWrite = Schemas['TagSetWrite'];
/** What a caller sends to create or replace a tag; a whole tag as read is accepted too. */
export type TagWrite = Schemas['TagWrite'];
