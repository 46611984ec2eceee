/** Ids that do not begin with their collection's name. */
const odd: readonly (readonly [beginning: string, type: string])[] = [
  ['apikey-', 'ApiKeys'],
  ['deploymentprocess-', 'DeploymentProcesses'],
  ['eventarchive-', 'EventArchives'],
  ['feeds-', 'Feeds'],
  ['runbookprocess-', 'RunbookProcesses'],
  ['teams-', 'Teams'],
  ['userroles-', 'UserRoles'],
  ['users-', 'Users'],
  ['variableset-', 'VariableSets'],
];

/** The collection in a document's id: `Deployments` of `Deployments-12`, `DeploymentProcesses` of `deploymentprocess-Projects-1`. */
export function documentTypeOf(id: string): string {
  const known = odd.find(([beginning]) => id.toLowerCase().startsWith(beginning));
  return known === undefined ? id.slice(0, Math.max(0, id.indexOf('-'))) : known[1];
}

/** A type for people: `Project Group` for `ProjectGroups`. [docs by example] */
export function documentTypeName(type: string): string {
  const words = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  if (words.endsWith('ies')) return `${words.slice(0, -3)}y`;
  return words.replace(/(?<=ss)es$|s$/, '');
}

/** Types that events are about, whether there is one yet or not. */
export const documentTypes: readonly string[] = [
  'ApiKeys',
  'ApprovalPolicies',
  'Artifacts',
  'Channels',
  'DeploymentFreezes',
  'DeploymentProcesses',
  'Deployments',
  'Environments',
  'EventArchives',
  'GitCredentials',
  'Interruptions',
  'LibraryVariableSets',
  'Lifecycles',
  'MachinePolicies',
  'Machines',
  'OidcIdentities',
  'ProjectGroups',
  'ProjectTriggers',
  'Projects',
  'RateLimitingPolicies',
  'Releases',
  'RunbookProcesses',
  'RunbookRuns',
  'RunbookSnapshots',
  'Runbooks',
  'ScopedUserRoles',
  'ServerTasks',
  'Spaces',
  'TagSets',
  'Teams',
  'Tenants',
  'UserRoles',
  'Users',
  'VariableSets',
];
