import { describe, expect, it } from 'vitest';
import { isConnected, modeAllows, passesTagFilter, type TenantMode, targetServes } from './participation.ts';

const acme = { Id: 'Tenants-1', TenantTags: ['Region/US', 'Tier/Gold'], ProjectEnvironments: { p: ['dev'] } };

function target(mode: TenantMode, tenants: string[] = [], tags: string[] = []) {
  return { TenantedDeploymentParticipation: mode, TenantIds: tenants, TenantTags: tags };
}

describe('tenancy', () => {
  it.each<[TenantMode, boolean, boolean]>([
    ['Untenanted', true, false],
    ['TenantedOrUntenanted', true, true],
    ['Tenanted', false, true],
  ])('a project that is %s takes untenanted: %s, tenanted: %s', (mode, untenanted, tenanted) => {
    expect(modeAllows(mode, false)).toBe(untenanted);
    expect(modeAllows(mode, true)).toBe(tenanted);
  });

  it('connects a tenant per project and environment', () => {
    expect(isConnected(acme, 'p', 'dev')).toBe(true);
    expect(isConnected(acme, 'p', 'prod')).toBe(false);
    expect(isConnected(acme, 'other', 'dev')).toBe(false);
  });

  it.each([
    [[], true],
    [['Region/US'], true],
    [['region/us', 'Region/EU'], true],
    [['Region/EU'], false],
    [['Region/US', 'Tier/Gold'], true],
    [['Region/US', 'Tier/Silver'], false],
  ])('the filter %j lets a US gold tenant pass: %s', (filter, expected) => {
    expect(passesTagFilter(acme.TenantTags, filter)).toBe(expected);
  });

  it.each([
    ['untenanted run on an untenanted target', target('Untenanted'), undefined, true],
    ['untenanted run on a tenanted target', target('Tenanted'), undefined, false],
    ['tenanted run on an untenanted target', target('Untenanted'), acme, false],
    ['tenanted run on an associated target', target('Tenanted', ['Tenants-1']), acme, true],
    ["tenanted run on another tenant's target", target('TenantedOrUntenanted', ['Tenants-2']), acme, false],
    ['tenanted run on a target with a matching tag', target('Tenanted', [], ['Tier/Gold']), acme, true],
    ['tenanted run on a target for both without association', target('TenantedOrUntenanted'), acme, true],
  ])('%s', (_, machine, tenant, expected) => {
    expect(targetServes(machine, tenant)).toBe(expected);
  });
});
