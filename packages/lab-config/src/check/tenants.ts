import type { LabFile } from '../file/lab-file.ts';
import type { TenantEntry } from '../file/spaces.ts';
import { environmentEntriesOf } from '../resolve/library.ts';
import { connectionsOf, tenantValueOf } from '../resolve/tenants.ts';
import { environmentsOf, projectsOf } from './known.ts';
import { expectKnown, expectKnownKeys, type Path, type Report } from './names.ts';
import { checkTenantEntry } from './projects.ts';

interface TenantCheck {
  report: Report;
  path: Path;
  name: string;
  tenant: TenantEntry;
  file: LabFile;
  space: string;
}

/** Checks one tenant: its connections, its values, and that no template is left without one. */
export function checkTenant(check: TenantCheck): void {
  const { report, path, tenant, file, space } = check;
  const where = `in the space \`${space}\``;
  const known = projectsOf(file, space);
  const at = [...path, 'projects'];
  if (Array.isArray(tenant.projects)) {
    expectKnown({ report, path: at, names: tenant.projects, kind: 'project', known, where });
  } else {
    expectKnownKeys({ report, path: at, table: tenant.projects, kind: 'project', known, where });
    for (const [project, names] of Object.entries(tenant.projects ?? {})) {
      expectKnown({ report, path: [...at, project], names, kind: 'environment', known: environmentsOf(file, space) });
    }
  }
  checkConnections(check);
  checkValues(check);
}

function checkConnections({ report, path, name, tenant, file, space }: TenantCheck): void {
  const environments = environmentEntriesOf(file, space);
  connectionsOf(tenant, environmentsOf(file, space)).forEach(({ project, environments: connected }, index) => {
    const entry = file.spaces[space]?.projects?.[project];
    if (!entry) return;
    const at = [...path, 'projects', Array.isArray(tenant.projects) ? index : project];
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
        const options = { name, tenant, project, template, entry: templateEntry, environment };
        return connected.includes(environment.name) && tenantValueOf(options) === undefined;
      });
      if (missing.length === 0) continue;
      report(at, {
        code: 'template-without-value',
        message: `\`${name}\` has no value for the template \`${template}\` of \`${project}\` in ${missing
          .map((environment) => environment.name)
          .join(', ')}`,
        hint: `write it under \`values\`, or give the template a \`pattern\` or a \`default\``,
      });
    }
  });
}

function checkValues({ report, path, tenant, file, space }: TenantCheck): void {
  const projects = file.spaces[space]?.projects ?? {};
  const connected = connectionsOf(tenant, environmentsOf(file, space)).map((connection) => connection.project);
  const at = [...path, 'values'];
  expectKnownKeys({ report, path: at, table: tenant.values, kind: 'project', known: Object.keys(projects) });
  for (const [project, values] of Object.entries(tenant.values ?? {})) {
    const entry = projects[project];
    if (!entry) continue;
    if (!connected.includes(project)) {
      report([...at, project], {
        code: 'not-connected',
        message: `the tenant is not connected to \`${project}\``,
        hint: `add \`${project}\` to its \`projects\``,
      });
    }
    const known = Object.keys(entry.templates ?? {});
    expectKnownKeys({ report, path: [...at, project], table: values, kind: 'template', known });
    for (const [template, value] of Object.entries(values)) {
      const place = [...at, project, template];
      checkTenantEntry({ report, path: place, entry: value, environments: environmentsOf(file, space) });
    }
  }
}
