import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** How a project is deployed. */
export type DeploymentSettings = Schemas['DeploymentSettings'];
/** What a caller sends to replace deployment settings; whole deployment settings as read are accepted too. */
export type DeploymentSettingsWrite = Schemas['DeploymentSettingsWrite'];
