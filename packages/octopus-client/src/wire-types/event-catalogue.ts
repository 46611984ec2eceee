import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A program that did something: Server, or what a program says of itself. [docs] */
export type EventAgent = Schemas['EventAgent'];
/** A file of old events. [guess for the fields] */
export type EventArchive = Schemas['EventArchive'];
/** A type of documents that events are about. [docs] */
export type EventDocumentType = Schemas['EventDocumentType'];
/** Kinds of events that go together. [docs] */
export type EventGroup = Schemas['EventGroup'];
