import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** An environment with its machines counted. */
export type EnvironmentSummary = Schemas['EnvironmentSummary'];
/** Environments with their machines counted. */
export type EnvironmentsSummary = Schemas['EnvironmentsSummary'];
/** Where variables hold in one environment only. */
export type VariablesScopedToEnvironment = Schemas['VariablesScopedToEnvironment'];
