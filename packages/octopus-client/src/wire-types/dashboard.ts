import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** What is deployed where. [spec] */
export type Dashboard = Schemas['Dashboard'];
/** A deployment on a dashboard. [spec] */
export type DashboardItem = Schemas['DashboardItem'];
/** A project on a dashboard. [spec] */
export type DashboardProject = Schemas['DashboardProject'];
/** A project group on a dashboard. [spec] */
export type DashboardProjectGroup = Schemas['DashboardProjectGroup'];
/** A tenant on a dashboard. [spec] */
export type DashboardTenant = Schemas['DashboardTenant'];
