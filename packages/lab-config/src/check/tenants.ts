import { tenantForm } from '../file/forms.ts';
import type { TenantValueEntry } from '../file/variables.ts';
import { environmentEntriesOf } from '../resolve/library.ts';
import {
  commonSetsOf,
  commonValueOf,
  connectionsOf,
  isGroup,
  type TenantPlace,
  tenantValueOf,
  writtenConnections,
} from '../resolve/tenant-values.ts';
import { environmentsOf, libraryNames, projectsOf, tagsIn } from './known.ts';
import { expectKnown, expectKnownKeys, type Path, type Report } from './names.ts';
import { checkTenantEntry } from './projects.ts';

interface TenantCheck extends TenantPlace {
  readonly report: Report;
  readonly path: Path;
}

/** Checks one tenant: its connections, its values, and that no template is left without one. */
export function checkTenant(check: TenantCheck): void {
  const { report, path, tenant, file, space } = check;
  checkConnected({ report, path: [...path, 'projects'], projects: tenant.projects, file, space });
  expectKnown({ report, path: [...path, 'tags'], names: tenant.tags, kind: 'tag', known: tagsIn(file, space) });
  checkConnections(check);
  checkCommon(check);
  checkValues(check);
}

/** Checks the projects and environments that one tenant, or each of a space, is connected to. */
export function checkConnected(
  options: Pick<TenantCheck, 'report' | 'path' | 'file' | 'space'> & { projects: TenantPlace['tenant']['projects'] },
): void {
  const { report, path, projects, file, space } = options;
  const where = `in the space \`${space}\``;
  const known = projectsOf(file, space);
  if (Array.isArray(projects)) {
    expectKnown({ report, path, names: projects, kind: 'project', known, where });
    return;
  }
  expectKnownKeys({ report, path, table: projects, kind: 'project', known, where });
  for (const [project, names] of Object.entries(projects ?? {})) {
    expectKnown({ report, path: [...path, project], names, kind: 'environment', known: environmentsOf(file, space) });
  }
}

function checkConnections(check: TenantCheck): void {
  const { report, path, name, tenant, file, space } = check;
  const environments = environmentEntriesOf(file, space);
  connectionsOf(check).forEach(({ project, environments: connected }, index) => {
    const entry = file.spaces[space]?.projects?.[project];
    if (!entry) return;
    const written = writtenConnections(tenant, file.spaces[space]);
    const at = [...path, 'projects', Array.isArray(written) ? index : project];
    if ((entry.multiTenancy ?? 'untenanted') === 'untenanted') {
      report(at, {
        code: 'untenanted-project',
        message: `\`${project}\` does not deploy for tenants`,
        hint: `give the project \`multiTenancy: tenantedOrUntenanted\`, or do not connect it`,
      });
    }
    for (const [template, templateEntry] of Object.entries(entry.templates ?? {})) {
      if (templateEntry.default !== undefined) continue;
      const missing = environments.filter((environment) => {
        const value = tenantValueOf({ ...check, group: project, template, entry: templateEntry, environment });
        return connected.includes(environment.name) && value === undefined;
      });
      if (missing.length === 0) continue;
      const where = missing.map((environment) => environment.name).join(', ');
      report(at, withoutValue({ name, template, of: project, where: ` in ${where}` }));
    }
  });
}

function checkCommon(check: TenantCheck): void {
  for (const { set, templates } of commonSetsOf(check)) {
    for (const [template, entry] of Object.entries(templates)) {
      if (entry.default !== undefined || commonValueOf({ ...check, group: set, template, entry }) !== undefined)
        continue;
      check.report(check.path, withoutValue({ name: check.name, template, of: set, where: '' }));
    }
  }
}

function withoutValue({ name, template, of, where }: { name: string; template: string; of: string; where: string }) {
  return {
    code: 'template-without-value',
    message: `\`${name}\` has no value for the template \`${template}\` of \`${of}\`${where}`,
    hint: `write it under \`values\`, or give the template a \`pattern\` or a \`default\``,
  };
}

function checkValues(check: TenantCheck): void {
  const { report, path, tenant, file, space } = check;
  const projects = file.spaces[space]?.projects ?? {};
  const connected = connectionsOf(check).map(({ project }) => project);
  const sets = commonSetsOf(check);
  const groups = new Map([
    ...connected.map((project) => [project, Object.keys(projects[project]?.templates ?? {})] as const),
    ...sets.map(({ set, templates }) => [set, Object.keys(templates)] as const),
  ]);
  const common = sets.flatMap(({ templates }) => Object.keys(templates));
  const templates = [...new Set([...groups.values()].flat())];
  const setNames = libraryNames('variableSets', file, space);
  const isSure = connected.every(
    (project) => projects[project]?.variableSets?.every((set) => setNames.includes(set)) ?? true,
  );
  for (const [key, value] of Object.entries(tenant.values ?? {})) {
    const at = [...path, 'values', key];
    if (!isGroup(key, check)) {
      const known = [...templates, ...groups.keys()];
      // Where a project includes a set that there is none of, the template may be meant to be of that one.
      if (isSure) expectKnown({ report, path: at, names: key, kind: 'template', known });
      if (templates.includes(key)) checkEntry({ ...check, path: at, entry: value, isCommon: common.includes(key) });
      continue;
    }
    const known = groups.get(key);
    if (known === undefined && isSure) {
      report(at, {
        code: 'not-connected',
        message: `the tenant is not connected to ${projects[key] ? '' : 'any project with '}\`${key}\``,
        hint: projects[key] ? `add \`${key}\` to its \`projects\`` : 'connect it to one, or remove these values',
      });
    }
    if (typeof value !== 'object') {
      report(at, {
        code: 'wrong-type',
        message: `\`${key}\` is not a template: its values are a table of template: value`,
        hint: `write \`${key}: { Template: value }\``,
      });
      continue;
    }
    const own = known ?? Object.keys(projects[key]?.templates ?? {});
    expectKnownKeys({ report, path: at, table: value, kind: 'template', known: own });
    for (const [template, entry] of Object.entries(value)) {
      if (own.includes(template)) checkEntry({ ...check, path: [...at, template], entry, isCommon: !projects[key] });
    }
  }
}

/** A value of a variable set is the same in every environment. */
function checkEntry(options: TenantCheck & { entry: unknown; isCommon: boolean }): void {
  const { report, path, entry, isCommon, file, space } = options;
  checkTenantEntry({ report, path, entry, environments: environmentsOf(file, space) });
  // the schema has seen that it is a value or a table
  if (!isCommon || tenantForm(entry as TenantValueEntry).form === 'value') return;
  report(path, {
    code: 'common-by-environment',
    message: 'a tenant’s value for a variable set is the same in every environment',
    hint: 'write one value, or make the template one of the project',
  });
}
