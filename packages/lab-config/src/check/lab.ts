import type { LabFile } from '../file/lab-file.ts';
import { agentsOf } from '../resolve/spaces.ts';
import { builtInTeams } from '../server/built-in.ts';
import { defaultTrainsProject } from '../trains/release-trains-project.ts';
import { tagsIn } from './known.ts';
import { checkLibraries } from './library.ts';
import { expectDistinct, expectKnown, namedIn, type Report } from './names.ts';
import { checkPeople } from './people.ts';
import { checkProject } from './projects.ts';
import { checkShared } from './shared.ts';
import { checkConnected, checkTenant } from './tenants.ts';

/** Every rule that goes across the fields of a lab file. */
export function checkLab(file: LabFile, report: Report): void {
  checkShared(report, file);
  checkLibraries(report, file);
  checkSpaces(report, file);
  checkAgents(report, file);
  checkPeople(report, file);
  checkTrains(report, file);
}

function checkSpaces(report: Report, file: LabFile): void {
  const spaces = Object.entries(file.spaces);
  expectDistinct({ report, kind: 'space', entries: namedIn(['spaces'], file.spaces) });
  const defaults = spaces.filter(([, space]) => space.default);
  for (const [name] of defaults.slice(1)) {
    report(['spaces', name, 'default'], {
      code: 'two-defaults',
      message: `\`${defaults[0]?.[0]}\` is the default space already`,
      hint: 'a server has one default space',
    });
  }
  for (const [space, entry] of spaces) {
    const projects = ['spaces', space, 'projects'];
    const tenants = ['spaces', space, 'tenants'];
    expectDistinct({ report, kind: 'project', entries: namedIn(projects, entry.projects) });
    expectDistinct({ report, kind: 'tenant', entries: namedIn(tenants, entry.tenants) });
    const groups = namedIn(['spaces', space, 'projectGroups'], entry.projectGroups);
    expectDistinct({ report, kind: 'project group', entries: groups });
    for (const [name, project] of Object.entries(entry.projects ?? {})) {
      checkProject({ report, path: [...projects, name], project, file, space });
    }
    const defaults = ['spaces', space, 'tenantDefaults'];
    const { projects: connected, tags } = entry.tenantDefaults ?? {};
    checkConnected({ report, path: [...defaults, 'projects'], projects: connected, file, space });
    expectKnown({ report, path: [...defaults, 'tags'], names: tags, kind: 'tag', known: tagsIn(file, space) });
    for (const [name, tenant] of Object.entries(entry.tenants ?? {})) {
      checkTenant({ report, path: [...tenants, name], name, tenant, file, space });
    }
  }
}

/** Agents of one cluster share their namespaces' names, so no two agents may be called the same. */
function checkAgents(report: Report, file: LabFile): void {
  const entries = Object.entries(file.spaces).flatMap(([space, entry]) =>
    agentsOf(space, entry, file).map((agent) => ({ name: agent.name, path: ['spaces', space, 'agents'] })),
  );
  expectDistinct({ report, kind: 'agent', entries });
  const known = Object.keys(file.clusters ?? {});
  for (const [space, entry] of Object.entries(file.spaces)) {
    const path = ['spaces', space, 'agents', 'clusters'];
    expectKnown({ report, path, names: entry.agents?.clusters, kind: 'cluster', known });
    checkTenantTags(report, file, space);
  }
}

/** Agents serve tenants by tags only if they serve tenants at all. */
function checkTenantTags(report: Report, file: LabFile, space: string): void {
  const path = ['spaces', space, 'agents', 'tenantTags'];
  const { tenantTags: names, multiTenancy = 'untenanted' } = file.spaces[space]?.agents ?? {};
  expectKnown({ report, path, names, kind: 'tag', known: tagsIn(file, space) });
  if (names === undefined || multiTenancy !== 'untenanted') return;
  report(path, {
    code: 'untenanted-agents',
    message: 'these agents serve no tenants, whatever their tags',
    hint: 'give them `multiTenancy: tenantedOrUntenanted`, or remove the tags',
  });
}

function checkTrains(report: Report, file: LabFile): void {
  const { trains } = file;
  if (!trains) return;
  expectKnown({
    report,
    path: ['trains', 'space'],
    names: trains.space,
    kind: 'space',
    known: Object.keys(file.spaces),
  });
  const project = trains.project ?? defaultTrainsProject;
  if (file.spaces[trains.space]?.projects?.[project]) {
    report(['spaces', trains.space, 'projects', project], {
      code: 'trains-project-written',
      message: `\`trains\` makes the project \`${project}\` by itself`,
      hint: 'remove it here, or give `trains` another `project`',
    });
  }
  const teams = Object.entries(file.teams ?? {}).filter(
    ([, team]) => team.space === undefined || team.space === trains.space,
  );
  const known = [...teams.map(([name]) => name), ...builtInTeams];
  expectKnown({ report, path: ['trains', 'approvers'], names: trains.approvers, kind: 'team', known });
  trains.approvers.forEach((team, index) => {
    if (!/["#]/.test(team)) return;
    report(['trains', 'approvers', index], {
      code: 'unquotable-name',
      message: `a team that approves trains cannot have \`"\` or \`#\` in its name`,
      hint: 'rename the team',
    });
  });
}
