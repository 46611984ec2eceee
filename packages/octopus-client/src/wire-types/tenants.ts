import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** How a document is shown in a list. */
export type Icon = Schemas['Icon'];
/** Whether a tenant has tags. */
export type TagTestResult = Schemas['TagTestResult'];
/** Whether tenants are in use. */
export type TenancyStatus = Schemas['TenancyStatus'];
