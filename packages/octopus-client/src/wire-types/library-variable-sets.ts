import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A project that uses a library variable set, now or in what it froze. */
export type LibraryVariableSetProjectUsage = Schemas['LibraryVariableSetProjectUsage'];
/** A release that froze a library variable set. */
export type LibraryVariableSetReleaseUsage = Schemas['LibraryVariableSetReleaseUsage'];
/** A snapshot of a runbook that froze a library variable set. */
export type LibraryVariableSetRunbookSnapshotUsage = Schemas['LibraryVariableSetRunbookSnapshotUsage'];
/** Where a library variable set is used. */
export type LibraryVariableSetUsages = Schemas['LibraryVariableSetUsages'];
