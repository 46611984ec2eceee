import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A change request of another system that it waits for. */
export type ChangeRequestSettings = Schemas['ChangeRequestSettings'];
/** Where in the task log the steps are found. */
export type ExecutionPlanLogContext = Schemas['ExecutionPlanLogContext'];
/** Where in the task log a step is found. */
export type ExecutionPlanStep = Schemas['ExecutionPlanStep'];
