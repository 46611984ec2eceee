import type { Lab, Project, Space } from '@octotrain/lab-config';
import type { Address } from '../kinds/item.ts';

/** The lab without one thing; the same lab when it cannot do without. */
export function without(lab: Lab, { kind, name, space }: Address): Lab {
  const [owner = '', ...rest] = name.split(' / ');
  const part = rest.join(' / ');
  const inSpace = (change: (one: Space) => Space): Lab => ({
    ...lab,
    spaces: lab.spaces.map((one) => (space !== undefined && same(one.name, space) ? change(one) : one)),
  });
  const inProject = (change: (one: Project) => Project): Lab =>
    inSpace((one) => ({
      ...one,
      projects: one.projects.map((project) => (same(project.name, owner) ? change(project) : project)),
    }));
  const others = <Thing extends { readonly name: string }>(things: readonly Thing[], left: string) =>
    things.filter((one) => !same(one.name, left));
  switch (kind) {
    case 'lifecycle':
      return inSpace((one) => ({ ...one, lifecycles: others(one.lifecycles, name) }));
    case 'git credential':
      return inSpace((one) => ({ ...one, gitCredentials: others(one.gitCredentials, name) }));
    case 'feed':
      return inSpace((one) => ({ ...one, feeds: others(one.feeds, name) }));
    case 'tag set':
      return inSpace((one) => ({ ...one, tagSets: others(one.tagSets, name) }));
    case 'library variable set':
    case 'library variables':
      return inSpace((one) => ({ ...one, variableSets: others(one.variableSets, name) }));
    case 'project':
      return inSpace((one) => ({ ...one, projects: others(one.projects, name) }));
    case 'project variables':
      return inProject((one) => ({ ...one, variables: [] }));
    case 'deployment process':
      return inProject((one) => ({ ...one, process: [] }));
    case 'channel':
      return inProject((one) => ({ ...one, channels: others(one.channels, part) }));
    case 'runbook':
    case 'runbook process':
      return inProject((one) => ({ ...one, runbooks: others(one.runbooks, part) }));
    case 'tenant':
    case 'tenant variables':
      return inSpace((one) => ({ ...one, tenants: others(one.tenants, name) }));
    case 'user role':
      return { ...lab, roles: others(lab.roles, name) };
    case 'user':
      return { ...lab, users: lab.users.filter((one) => !same(one.username, name)) };
    case 'team':
    case 'team role':
      return { ...lab, teams: others(lab.teams, kind === 'team' ? name : owner) };
    default:
      return lab;
  }
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
