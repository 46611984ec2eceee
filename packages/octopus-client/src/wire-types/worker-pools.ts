import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** An image that dynamic workers can have. [spec] */
export type DynamicWorkerType = Schemas['DynamicWorkerType'];
/** The images that dynamic workers can have. [spec] */
export type DynamicWorkerTypes = Schemas['DynamicWorkerTypes'];
/** The kinds of pools that a server can have. [spec] */
export type SupportedWorkerPoolTypes = Schemas['SupportedWorkerPoolTypes'];
/** Workers that steps choose from. [client] */
export type WorkerPool = Schemas['WorkerPool'];
/** A pool and how many workers it has. [spec] */
export type WorkerPoolSummary = Schemas['WorkerPoolSummary'];
/** Whether the workers of a pool are added by hand or lent by the server. */
export type WorkerPoolType = Schemas['WorkerPoolType'];
/** What a caller sends to create or replace a worker pool; a whole worker pool as read is accepted too. */
export type WorkerPoolWrite = Schemas['WorkerPoolWrite'];
/** How many workers there are in all pools. [spec] */
export type WorkerPoolsSummary = Schemas['WorkerPoolsSummary'];
