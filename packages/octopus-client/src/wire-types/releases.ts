import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Where in git a release of a project in git comes from. */
export type ReleaseVersionControlReference = Schemas['ReleaseVersionControlReference'];
/** Which variables to take anew. */
export type SnapshotVariablesByNameCommand = Schemas['SnapshotVariablesByNameCommand'];
/** A variable by its name and its set. */
export type VariableIdentifier = Schemas['VariableIdentifier'];
