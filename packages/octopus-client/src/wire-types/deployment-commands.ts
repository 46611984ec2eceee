import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** The deployment that was created. */
export type CreatedDeployment = Schemas['CreatedDeployment'];
/** A deployment, and why freezes do not hold it. */
export type DeploymentFreezeOverride = Schemas['DeploymentFreezeOverride'];
