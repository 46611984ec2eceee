import type { ItemKind } from '../kinds/waves.ts';

/** How the audit log speaks of a kind of thing. */
export interface KindInLog {
  /** The type of its documents, as the log is asked for it. [docs by example] */
  readonly type: string;
  /** A field that a logged document of this kind has; another document under the same id has not. */
  readonly mark: string;
  /** The kind that it comes into being and goes away with, besides its space. */
  readonly owner?: ItemKind;
}

/** Every kind of thing that a lab describes. */
export const kindsInLog: Readonly<Record<ItemKind, KindInLog>> = {
  space: { type: 'Spaces', mark: 'Name' },
  'user role': { type: 'UserRoles', mark: 'Name' },
  user: { type: 'Users', mark: 'Username' },
  environment: { type: 'Environments', mark: 'Name' },
  'git credential': { type: 'GitCredentials', mark: 'Name' },
  feed: { type: 'Feeds', mark: 'Name' },
  'tag set': { type: 'TagSets', mark: 'Name' },
  'project group': { type: 'ProjectGroups', mark: 'Name' },
  'library variable set': { type: 'LibraryVariableSets', mark: 'Name' },
  team: { type: 'Teams', mark: 'Name' },
  lifecycle: { type: 'Lifecycles', mark: 'Name' },
  'library variables': { type: 'VariableSets', mark: 'Variables', owner: 'library variable set' },
  project: { type: 'Projects', mark: 'Name' },
  channel: { type: 'Channels', mark: 'Name', owner: 'project' },
  runbook: { type: 'Runbooks', mark: 'Name', owner: 'project' },
  tenant: { type: 'Tenants', mark: 'Name' },
  'deployment process': { type: 'DeploymentProcesses', mark: 'Steps', owner: 'project' },
  'runbook process': { type: 'RunbookProcesses', mark: 'Steps', owner: 'runbook' },
  'tenant variables': { type: 'Tenants', mark: 'ProjectVariables', owner: 'tenant' },
  'project variables': { type: 'VariableSets', mark: 'Variables', owner: 'project' },
  'published runbook': { type: 'RunbookSnapshots', mark: 'RunbookId', owner: 'runbook' },
  'team role': { type: 'ScopedUserRoles', mark: 'UserRoleId', owner: 'team' },
};
