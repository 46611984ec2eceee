import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** When an environment of a branch is taken down by itself. */
export type AutomaticDeprovisioningRule = Schemas['AutomaticDeprovisioningRule'];
/** An environment of any type; which properties it has depends on the type. */
export type EnvironmentV2 = Schemas['EnvironmentV2'];
