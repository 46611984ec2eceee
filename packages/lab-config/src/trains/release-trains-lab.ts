import type { Lab } from '../model/lab.ts';
import { releaseTrainsProject } from './release-trains-project.ts';

/**
 * A lab of nothing but the project that release trains need, in a space that is there already. Applied to a server it makes or completes that project,
 * and leaves everything else as it is.
 *
 * `space` must be as the server shows it, `group` and `lifecycle` must exist in it, and the lifecycle must deploy nothing by itself. `teams` are those
 * that may be asked to approve.
 */
export function releaseTrainsLab(options: {
  space: { readonly name: string; readonly description: string; readonly isDefault: boolean };
  group: string;
  lifecycle: string;
  teams: readonly string[];
}): Lab {
  const { space, group, lifecycle, teams } = options;
  const project = { ...releaseTrainsProject({ teams }), group, lifecycle };
  return {
    name: 'Release Trains',
    description: '',
    users: [],
    roles: [],
    teams: [],
    spaces: [
      {
        ...space,
        environments: [],
        lifecycles: [],
        gitCredentials: [],
        feeds: [],
        tagSets: [],
        variableSets: [],
        projectGroups: [],
        projects: [project],
        tenants: [],
        agents: [],
      },
    ],
  };
}
