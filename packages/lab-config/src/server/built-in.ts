/** Names of things that a new server or a new space has already. */
export const builtInNames = {
  lifecycle: 'Default Lifecycle',
  projectGroup: 'Default Project Group',
} as const;

/** Teams that every server has. `Space Managers` exists once per space. [docs] */
export const builtInTeams: readonly string[] = [
  'Everyone',
  'Octopus Administrators',
  'Octopus Managers',
  'Space Managers',
];

/** User roles that every server has. [docs] */
export const builtInRoles: readonly string[] = [
  'Build Server',
  'Certificate Manager',
  'Deployment Creator',
  'Environment Manager',
  'Environment Viewer',
  'Insights Report Manager',
  'Package Publisher',
  'Project Contributor',
  'Project Deployer',
  'Project Initiator',
  'Project Lead',
  'Project Viewer',
  'Release Creator',
  'Runbook Consumer',
  'Runbook Producer',
  'Space Manager',
  'System Administrator',
  'System Manager',
  'Tenant Manager',
];
