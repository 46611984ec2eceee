import { environmentsOf } from '../check/known.ts';
import type { TenantEntry } from '../file/spaces.ts';
import type { ValueEntry } from '../file/values.ts';
import { isGroup, type TenantPlace } from '../resolve/tenant-values.ts';
import type { EditProblem } from './edited-lab.ts';
import { findTemplate } from './option-names.ts';
import { type OpenTemplate, templatesOf } from './tenant-templates.ts';
import type { Setting } from './tenant-wish.ts';

type Values = NonNullable<TenantEntry['values']>;

/**
 * A tenant's values with those that a person gave put in, and all that is wrong with them. They are written by template,
 * or below their project where the neighbours do so or only one of several projects is meant.
 */
export function draftValues(
  place: TenantPlace,
  settings: readonly Setting[],
): { readonly values: Values; readonly problems: readonly EditProblem[] } {
  const templates = templatesOf(place);
  const problems: EditProblem[] = [];
  const values: Values = { ...place.tenant.values };
  for (const setting of settings) {
    const meant = meantBy(setting, templates, place);
    if (!meant.ok) {
      problems.push(meant.problem);
      continue;
    }
    for (const [group, template] of writtenUnder(meant, place)) {
      // What is under a group is a table of templates.
      const table = (group === undefined ? values : { ...(values[group] as Values | undefined) }) as Values;
      table[template] = withValue(table[template], meant);
      if (group !== undefined) values[group] = table as Values[string];
    }
  }
  return { values: inOrder(values, templates), problems };
}

/** Values in the order of their templates; what names no template, as a project, comes after them. */
function inOrder(values: Values, templates: readonly OpenTemplate[]): Values {
  const names = [...new Set(templates.map(({ template }) => template))];
  const place = (key: string) => (names.includes(key) ? names.indexOf(key) : names.length);
  const ordered: Values = {};
  for (const key of Object.keys(values).toSorted((left, right) => place(left) - place(right))) {
    const value = values[key] ?? '';
    const isTable = typeof value === 'object' && !names.includes(key);
    // a table below a project holds values by template, as the whole does
    ordered[key] = isTable ? (inOrder(value as Values, templates) as Values[string]) : value;
  }
  return ordered;
}

interface Meant {
  readonly ok: true;
  readonly template: string;
  readonly groups: readonly string[];
  readonly isQualified: boolean;
  readonly environment: string | undefined;
  readonly value: ValueEntry;
}

function meantBy(
  { key, value }: Setting,
  templates: readonly OpenTemplate[],
  { file, space }: TenantPlace,
): Meant | { readonly ok: false; readonly problem: EditProblem } {
  const refused = (code: string, message: string, hint: string) => ({
    ok: false as const,
    problem: { code, message, hint },
  });
  const [, whole = key, environment] = /^(.*?)(?:\[([^\]]*)\])?$/s.exec(key) ?? [];
  const slash = whole.lastIndexOf('/');
  const group = slash === -1 ? undefined : whole.slice(0, slash);
  const inGroup = templates.filter((one) => group === undefined || one.group.toLowerCase() === group.toLowerCase());
  if (group !== undefined && inGroup.length === 0) {
    const known = [...new Set(templates.map((one) => one.group))].join(', ');
    return refused(
      'unknown-project',
      `\`${group}\` is no project or variable set of the tenant`,
      `there are: ${known}`,
    );
  }
  const found = findTemplate(whole.slice(slash + 1), [...new Set(inGroup.map(({ template }) => template))]);
  if (!found.ok) return refused('unknown-template', found.message, found.hint);
  const meant = inGroup.filter(({ template }) => template === found.template);
  const environments = environmentsOf(file, space);
  const at = environments.find((one) => one.toLowerCase() === environment?.toLowerCase());
  if (environment !== undefined && at === undefined) {
    return refused('unknown-environment', `no environment \`${environment}\``, `there are: ${environments.join(', ')}`);
  }
  const choices = meant.flatMap(({ entry }) => (entry.options ? [Object.keys(entry.options)] : []))[0];
  if (choices !== undefined && !choices.includes(value)) {
    const message = `\`${found.template}\` cannot be \`${value}\``;
    return refused('invalid-value', message, `one of: ${choices.join(', ')}`);
  }
  const isSecret = meant.some(({ entry }) => entry.control === 'sensitive');
  const reference = isSecret ? referenceOf(value) : value;
  if (reference === undefined) {
    const message = `\`${found.template}\` is a secret, and secrets are never written into the file`;
    return refused('secret-in-file', message, 'say where it is found: env:NAME, or file:PATH');
  }
  return {
    ok: true,
    template: found.template,
    groups: meant.map((one) => one.group),
    isQualified: group !== undefined,
    environment: at,
    value: reference,
  };
}

function referenceOf(value: string): ValueEntry | undefined {
  const [, kind, rest = ''] = /^(env|file):(.+)$/s.exec(value) ?? [];
  if (kind === undefined) return undefined;
  return kind === 'env' ? { env: rest } : { file: rest };
}

/** Where a value is written: below which groups, or (undefined) by its template alone. */
function writtenUnder(meant: Meant, place: TenantPlace): readonly (readonly [string | undefined, string])[] {
  const byGroup = meant.groups.map((group) => [group, meant.template] as const);
  if (meant.isQualified || isGroup(meant.template, place)) return byGroup;
  const written = meant.groups.filter((group) => {
    const table: unknown = place.tenant.values?.[group];
    return typeof table === 'object' && table !== null && meant.template in table;
  });
  return written.length > 0 || neighboursWriteGroups(place) ? byGroup : [[undefined, meant.template]];
}

/** Whether the other tenants write their values below projects and sets, all of them. */
function neighboursWriteGroups(place: TenantPlace): boolean {
  const others = Object.entries(place.file.spaces[place.space]?.tenants ?? {});
  const keys = others.flatMap(([name, tenant]) => (name === place.name ? [] : Object.keys(tenant.values ?? {})));
  return keys.length > 0 && keys.every((key) => isGroup(key, place));
}

function withValue(before: unknown, { environment, value }: Meant): Values[string] {
  if (environment === undefined) return value;
  const isTable = typeof before === 'object' && before !== null && !('env' in before) && !('file' in before);
  return { ...(isTable ? (before as Record<string, ValueEntry>) : {}), [environment]: value };
}
