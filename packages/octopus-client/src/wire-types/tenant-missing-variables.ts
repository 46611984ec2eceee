import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A template that a tenant has not answered. */
export type MissingTenantVariable = Schemas['MissingTenantVariable'];
/** A tenant that still needs values. */
export type TenantMissingVariables = Schemas['TenantMissingVariables'];
