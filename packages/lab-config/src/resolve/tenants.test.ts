import { expect, test } from 'vitest';
import type { LabFile } from '../file/lab-file.ts';
import type { TenantEntry } from '../file/spaces.ts';
import type { TemplateEntry } from '../file/variables.ts';
import { resolveTenant } from './tenants.ts';

const environments = [{ name: 'Development', short: 'dev' }, { name: 'Pre Production' }];

function valuesOf(template: TemplateEntry, tenant: TenantEntry): Record<string, unknown> {
  const spaces = { Shop: { projects: { web: { templates: { Colour: template } } } } };
  const file: LabFile = { version: 1, lab: 'Small', shared: { environments }, spaces };
  const { values } = resolveTenant({ name: 'Acme Corp', tenant, file, space: 'Shop' });
  return Object.fromEntries(values.map(({ environment, value }) => [environment, value]));
}

test.each([
  ['{tenant}-{environment}', {}, { Development: 'acme-corp-dev', 'Pre Production': 'acme-corp-pre-production' }],
  ['{tenant}', { short: 'acme' }, { Development: 'acme', 'Pre Production': 'acme' }],
  [
    'm-{tenant.short}-{environment.short}',
    { short: 'a' },
    { Development: 'm-a-dev', 'Pre Production': 'm-a-pre-production' },
  ],
  ['{tenant.name} {tenant.slug}', {}, { Development: 'Acme Corp acme-corp', 'Pre Production': 'Acme Corp acme-corp' }],
  ['{environment.name}', {}, { Development: 'Development', 'Pre Production': 'Pre Production' }],
  ['#{tenant}-{other}', {}, { Development: '#{tenant}-{other}', 'Pre Production': '#{tenant}-{other}' }],
])('fills the pattern %s', (pattern, tenant, values) => {
  expect(valuesOf({ pattern }, { projects: ['web'], ...tenant })).toEqual(values);
});

test('prefers the tenant’s own value to the template’s table, and that to the pattern', () => {
  const template = { pattern: 'pattern', tenants: { 'Acme Corp': 'table' } };
  const own = { web: { Colour: { Development: 'own' } } };

  expect(valuesOf(template, { projects: ['web'] })).toEqual({ Development: 'table', 'Pre Production': 'table' });
  expect(valuesOf(template, { projects: ['web'], values: own })).toEqual({
    Development: 'own',
    'Pre Production': 'table',
  });
});

test('gives values only where the tenant is connected', () => {
  expect(valuesOf({ pattern: 'x' }, { projects: { web: ['Development'] } })).toEqual({ Development: 'x' });
});

test('leaves a template with nothing but a default to the server', () => {
  expect(valuesOf({ default: 'grey' }, { projects: ['web'] })).toEqual({});
});

test('takes a value that is written for its template alone, after one that is written for the project’s', () => {
  const both = { projects: ['web'], values: { Colour: 'red', web: { Colour: { Development: 'blue' } } } };

  expect(valuesOf({}, both)).toEqual({ Development: 'blue', 'Pre Production': 'red' });
});

test('has what all tenants of its space have, unless it says otherwise', () => {
  const spaces = {
    Shop: { projects: { web: {}, blog: {} }, tenantDefaults: { projects: ['web'], tags: ['Hosting/Shared'] } },
  };
  const file: LabFile = { version: 1, lab: 'Small', shared: { environments }, spaces };
  const resolved = (tenant: TenantEntry) => {
    const { connections, tags } = resolveTenant({ name: 'Acme', tenant, file, space: 'Shop' });
    return [connections.map(({ project }) => project), tags];
  };

  expect(resolved({})).toEqual([['web'], ['Hosting/Shared']]);
  expect(resolved({ projects: ['blog'], tags: [] })).toEqual([['blog'], []]);
});

test('answers the templates of variable sets that its projects include, once for all environments', () => {
  const variableSets = { 'Tenant Config': { templates: { Region: {}, Host: { pattern: '{tenant}.example' } } } };
  const spaces = { Shop: { projects: { web: { variableSets: ['Tenant Config'] }, blog: {} } } };
  const file: LabFile = { version: 1, lab: 'Small', shared: { environments, variableSets }, spaces };
  const common = (tenant: TenantEntry) => resolveTenant({ name: 'Acme', tenant, file, space: 'Shop' }).commonValues;

  expect(common({ projects: ['web'], values: { Region: 'eu' } })).toEqual([
    { variableSet: 'Tenant Config', template: 'Region', value: 'eu' },
    { variableSet: 'Tenant Config', template: 'Host', value: 'acme.example' },
  ]);
  expect(common({ projects: ['blog'] })).toEqual([]);
});
