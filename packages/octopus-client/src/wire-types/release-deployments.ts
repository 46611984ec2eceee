import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** An environment, perhaps for a tenant. */
export type DeploymentPlace = Schemas['DeploymentPlace'];
/** The places to preview. */
export type DeploymentPreviewsCommand = Schemas['DeploymentPreviewsCommand'];
