import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A time in which nothing may be deployed to some places. Runbooks run on [guess], and what runs already goes on [guess]. */
export type DeploymentFreeze = Schemas['DeploymentFreeze'];
/** What was found of the deployment freezes. [client] */
export type DeploymentFreezeList = Schemas['DeploymentFreezeList'];
/** Whether a freeze is in force, still to come, or over. [guess] */
export type DeploymentFreezeStatus = Schemas['DeploymentFreezeStatus'];
/** What a caller sends to create or replace a deployment freeze; a whole deployment freeze as read is accepted too. */
export type DeploymentFreezeWrite = Schemas['DeploymentFreezeWrite'];
/** How the time between Start and End comes again. [client] */
export type RecurringSchedule = Schemas['RecurringSchedule'];
/** A tenant of a project in an environment. */
export type TenantProjectEnvironment = Schemas['TenantProjectEnvironment'];
