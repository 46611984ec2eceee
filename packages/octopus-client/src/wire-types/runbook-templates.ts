import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Where a runbook may run, and what changed since its published snapshot. */
export type RunbookRunTemplate = Schemas['RunbookRunTemplate'];
/** What a new snapshot of a runbook would need. */
export type RunbookSnapshotTemplate = Schemas['RunbookSnapshotTemplate'];
