import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** What every kind of feed has. [client] */
export type FeedCore = Schemas['FeedCore'];
/** What a caller sends of every kind of feed; a whole feed as read is accepted too. */
export type FeedCoreWrite = Schemas['FeedCoreWrite'];
/** What a caller sends to create or replace a feed; a whole feed as read is accepted too. */
export type FeedWrite = Schemas['FeedWrite'];
/** A package that a feed has. [spec] */
export type PackageDescription = Schemas['PackageDescription'];
/** A version of a package. [spec] */
export type PackageVersion = Schemas['PackageVersion'];
