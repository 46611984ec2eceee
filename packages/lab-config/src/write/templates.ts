import type { TemplateEntry, TenantValueEntry } from '../file/variables.ts';
import type { Space, Tenant } from '../model/lab.ts';
import { isSecretReference } from '../model/values.ts';
import type { Template } from '../model/variables.ts';
import { fill, patternOf } from './patterns.ts';
import { type Cell, type Shorts, tenantShorts } from './shorts.ts';
import { isSame, valueEntry } from './values.ts';
import { templateEntry } from './variables.ts';

/** What tenants of a space say, as far as patterns explain it. */
export interface Explained {
  /** Patterns of templates by `project / template`. */
  readonly patterns: ReadonlyMap<string, string>;
  /** Shorts that these patterns use. */
  readonly shorts: Shorts;
}

function keyOf(project: string, template: string): string {
  return `${project} / ${template}`;
}

/** Values of all templates of a space's projects, by template; secrets are explained by nothing. */
export function matricesOf(space: Space): ReadonlyMap<string, readonly Cell[]> {
  const matrices = new Map<string, Cell[]>();
  for (const tenant of space.tenants) {
    for (const { project, template, environment, value } of tenant.values) {
      if (isSecretReference(value)) continue;
      const key = keyOf(project, template);
      const cells = matrices.get(key) ?? [];
      matrices.set(key, cells);
      cells.push({ tenant: tenant.name, environment, value });
    }
  }
  return matrices;
}

/** Looks for the patterns of a space. A pattern speaks for every connected tenant, so all must have a value. */
export function explain(space: Space, environments: Shorts['environments']): Explained {
  const matrices = matricesOf(space);
  const shorts = { environments, tenants: tenantShorts([...matrices.values()]) };
  const places = placesOf(space);
  const found = [...matrices].flatMap(([key, cells]): [string, string][] => {
    const pattern = places.get(key) === cells.length ? patternOf(cells, shorts) : undefined;
    return pattern === undefined ? [] : [[key, pattern]];
  });
  const uses = (word: string) => found.some(([, pattern]) => pattern.includes(`{${word}}`));
  const none: ReadonlyMap<string, string> = new Map();
  return {
    patterns: new Map(found),
    shorts: {
      tenants: uses('tenant') ? shorts.tenants : none,
      environments: uses('environment') ? environments : none,
    },
  };
}

/** How many values each template would have if every connected tenant had one. */
function placesOf(space: Space): ReadonlyMap<string, number> {
  const projects = new Map(space.projects.map((project) => [project.name, project]));
  const places = new Map<string, number>();
  for (const { connections } of space.tenants) {
    for (const { project, environments } of connections) {
      for (const template of projects.get(project)?.templates ?? []) {
        const key = keyOf(project, template.name);
        places.set(key, (places.get(key) ?? 0) + environments.length);
      }
    }
  }
  return places;
}

/** A project's templates with their patterns. */
export function templateEntries(
  project: { readonly name: string; readonly templates: readonly Template[] },
  { patterns }: Explained,
): Record<string, TemplateEntry> {
  const entries = project.templates.map((template) => {
    const pattern = patterns.get(keyOf(project.name, template.name));
    return [template.name, { ...templateEntry(template), ...(pattern === undefined ? {} : { pattern }) }] as const;
  });
  return Object.fromEntries(entries);
}

/** What a tenant says by project and template, as far as no pattern makes it. */
export function tenantValueEntries(
  tenant: Tenant,
  explained: Explained,
): Record<string, Record<string, TenantValueEntry>> {
  const byProject = tenant.connections.map(({ project, environments }) => {
    const own = tenant.values.filter((one) => one.project === project && !isMadeByPattern(tenant, one, explained));
    const templates = [...new Set(own.map(({ template }) => template))];
    const entries = templates.map((template) => {
      const values = own.filter((one) => one.template === template);
      return [template, tenantValueEntry(values, environments.length)] as const;
    });
    return [project, Object.fromEntries(entries)] as const;
  });
  return Object.fromEntries(byProject.filter(([, entries]) => Object.keys(entries).length > 0));
}

function isMadeByPattern(tenant: Tenant, one: Tenant['values'][number], { patterns, shorts }: Explained): boolean {
  const pattern = patterns.get(keyOf(one.project, one.template));
  const cell = { tenant: tenant.name, environment: one.environment, value: '' };
  return pattern !== undefined && fill(pattern, cell, shorts) === one.value;
}

/** One value for all environments when they agree, else a table. */
function tenantValueEntry(values: Tenant['values'], places: number): TenantValueEntry {
  const [first] = values;
  const isOne = values.length === places && values.every(({ value }) => isSame(value, first?.value));
  if (first !== undefined && isOne) return valueEntry(first.value);
  return Object.fromEntries(values.map(({ environment, value }) => [environment, valueEntry(value)]));
}

/** What a tenant says by variable set and template. */
export function commonEntries(tenant: Tenant): Record<string, Record<string, ReturnType<typeof valueEntry>>> {
  const entries: Record<string, Record<string, ReturnType<typeof valueEntry>>> = {};
  for (const { variableSet, template, value } of tenant.commonValues) {
    entries[variableSet] = { ...entries[variableSet], [template]: valueEntry(value) };
  }
  return entries;
}
