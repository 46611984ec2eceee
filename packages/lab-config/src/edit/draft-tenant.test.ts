import { describe, expect, it } from 'vitest';
import { draftTenant } from './draft-tenant.ts';
import type { Setting } from './tenant-wish.ts';

const lab = `version: 1
lab: Shops
shared:
  environments: [{ name: Development }, { name: Production }]
  tagSets:
    Hosting: { tags: { Shared: {}, Own: {} } }
  variableSets:
    Tenant Config:
      templates:
        Alias: { label: Alias }
spaces:
  Shops:
    projects:
      web:
        multiTenancy: tenanted
        variableSets: [Tenant Config]
        templates:
          Region: {}
          Size: { control: select, options: { s: Small, l: Large }, default: s }
          ApiKey: { control: sensitive, default: '' }
      api: { multiTenancy: tenantedOrUntenanted, templates: { Region: {} } }
      ops: {}
    tenants:
TENANTS`;

const acme = '      Acme: { projects: [web, api], tags: [Hosting/Shared], values: { Region: us, Alias: a } }\n';
const euro = '      Euro: { projects: { web: [Production] }, tags: [Hosting/Own], values: { Region: eu, Alias: e } }\n';
const given = [
  { key: 'region', value: 'no' },
  { key: 'alias', value: 'n' },
];

function draft(tenants: string, wish: object = {}, settings: readonly Setting[] = given) {
  const text = lab.replace('TENANTS', tenants);
  return draftTenant({ text, file: 'lab.yaml', wish: { name: 'Nordic', settings, ...wish } });
}

describe('a new tenant is connected', () => {
  const everywhere = ['web', 'api'];
  const inProduction = { web: ['Production'], api: ['Production'] };
  it.each([
    ['to what all others have in common', acme + euro, {}, { web: ['Production'] }, undefined],
    ['as another is', acme + euro, { like: 'Acme' }, everywhere, ['Hosting/Shared']],
    ['to what was asked for', acme + euro, { projects: ['web'], tags: ['Hosting/Own'] }, ['web'], ['Hosting/Own']],
    ['in some environments', acme, { environments: ['Production'] }, inProduction, ['Hosting/Shared']],
    ['to every project for tenants, as the first of all', '      {}\n', {}, everywhere, undefined],
  ])('%s', (_how, tenants, wish, projects, tags) => {
    const drafted = draft(tenants, wish);

    expect(drafted).toMatchObject({ ok: true, space: 'Shops', missing: [] });
    expect(drafted.ok && [drafted.tenant.projects, drafted.tenant.tags]).toEqual([projects, tags]);
  });

  it('by the defaults of its space, which are not written again', () => {
    const text = `${acme.replace('projects: [web, api], tags: [Hosting/Shared], ', '')}    tenantDefaults: { projects: [web, api], tags: [Hosting/Shared] }\n`;
    const drafted = draft(text);

    expect(drafted.ok && drafted.tenant).toEqual({ values: { Region: 'no', Alias: 'n' } });
  });
});

describe('values', () => {
  it.each([
    ['by template, for all projects that have it', [...given], { Region: 'no', Alias: 'n' }],
    [
      'of one project',
      [...given, { key: 'api/region', value: 'x' }],
      { Region: 'no', Alias: 'n', api: { Region: 'x' } },
    ],
    [
      'in one environment',
      [{ key: 'region[development]', value: 'd' }, { key: 'Region[Production]', value: 'p' }, ...given.slice(1)],
      { Region: { Development: 'd', Production: 'p' }, Alias: 'n' },
    ],
    ['of a choice', [...given, { key: 'size', value: 'l' }], { Region: 'no', Size: 'l', Alias: 'n' }],
    [
      'as a reference to a secret',
      [...given, { key: 'api-key', value: 'env:KEY' }],
      { Region: 'no', ApiKey: { env: 'KEY' }, Alias: 'n' },
    ],
  ])('are written %s', (_how, settings, values) => {
    const drafted = draft(acme, {}, settings);

    expect(drafted).toMatchObject({ ok: true, missing: [] });
    expect(drafted.ok && Object.entries(drafted.tenant.values ?? {})).toEqual(Object.entries(values));
  });

  it('that are missing are told with what they are of', () => {
    const drafted = draft(acme, {}, [{ key: 'web/region[Production]', value: 'x' }]);

    expect(drafted).toMatchObject({
      ok: true,
      missing: [
        { option: 'region', group: 'web', environments: ['Development'] },
        { option: 'region', group: 'api', environments: ['Development', 'Production'] },
        { option: 'alias', group: 'Tenant Config', environments: [] },
      ],
    });
  });

  it.each([
    [{ key: 'size', value: 'xl' }, /`Size` cannot be `xl`.*one of: s, l/],
    [{ key: 'api-key', value: 'hunter2' }, /never written into the file.*env:NAME/],
    [{ key: 'ops/region', value: 'x' }, /`ops` is no project or variable set of the tenant/],
    [{ key: 'region[Prod]', value: 'x' }, /no environment `Prod`/],
    [{ key: 'colour', value: 'x' }, /no template/],
  ])('that cannot be are refused: %j', (setting, expected) => {
    const drafted = draft(acme, {}, [setting]);

    const said = drafted.ok ? '' : drafted.problems.map(({ message, hint }) => `${message}; ${hint}`).join('\n');
    expect(said).toMatch(expected);
    expect(said).not.toContain('hunter2');
  });
});

describe('a tenant that is in the file', () => {
  it.each([
    ['is as it was asked for', { key: 'region', value: 'us' }, true],
    ['says something else', { key: 'region', value: 'no' }, false],
  ])('%s', (_what, setting, expected) => {
    const drafted = draft(acme, { name: 'Acme' }, [setting]);

    expect(drafted.ok && drafted.isInFile).toBe(expected);
    if (!drafted.ok)
      expect(drafted.problems).toMatchObject([
        { code: 'duplicate-tenant', hint: expect.stringContaining('lab.yaml:24') },
      ]);
  });
});
