import { describe, expect, it } from 'vitest';
import type { SpaceContext } from '../space/context.ts';
import { type Asked, fakeServer, pageOf } from '../testing/fake-server.ts';
import { countOf, isAmong, resolvePlaces, samplePlaces, tenantsOf, wordsFor } from './places.ts';

const environments = [
  { Id: 'Environments-1', Name: 'Staging' },
  { Id: 'Environments-2', Name: 'Production' },
];

function tenant(number: number, Name: string, TenantTags: string[], at: string[] = ['Environments-1']): object {
  return { Id: `Tenants-${number}`, Name, TenantTags, ProjectEnvironments: { 'Projects-1': at } };
}

const tenants = [
  tenant(1, 'Acme', ['Tier/Gold', 'Region/EU']),
  tenant(2, 'Bolt', ['Tier/Silver', 'Region/EU']),
  tenant(3, 'Cord', ['Region/US', 'Tier/Gold']),
  tenant(4, 'Dune', ['Tier/Gold', 'Region/US']),
  tenant(5, 'Elsewhere', ['Tier/Bronze'], ['Environments-2']),
];

async function context(): Promise<SpaceContext> {
  const { client, clock } = fakeServer(({ path, query }: Asked) => {
    if (path === '/api/spaces') return pageOf([{ Id: 'Spaces-1', Name: 'Payments' }]);
    return pageOf<object>(path.endsWith('/tenants') ? tenants : environments, query);
  });
  return { api: client.api, clock, space: await client.space('Payments'), me: client.me };
}

/** The places that are looked at before something is done there. */
async function looked(places: Parameters<typeof resolvePlaces>[1]): Promise<string[]> {
  const given = await context();
  return (await samplePlaces(given, await resolvePlaces(given, places), 'Projects-1')).map(wordsFor);
}

describe('the places that are looked at first', () => {
  it('are all environments where there is no tenant', async () => {
    expect(await looked({ environments: ['production', 'Staging', 'Environments-2'] })).toEqual([
      'Production',
      'Staging',
    ]);
  });

  it('are one tenant of each combination of tags', async () => {
    const to = { environment: 'Staging', tenants: ['Acme', 'Bolt', 'Cord', 'Dune'] };

    expect(await looked(to)).toEqual(['Staging for Acme', 'Staging for Bolt', 'Staging for Cord']);
  });

  it.each([
    [['Tier/Gold'], ['Acme', 'Cord']],
    [['tier/gold', 'Region/US'], ['Cord']],
    [
      ['Tier/Gold', 'Tier/Silver', 'Region/EU'],
      ['Acme', 'Bolt'],
    ],
    [['Tier/Platinum'], []],
  ])('are those that have the tags %j', async (tenantTags, names) => {
    expect(await looked({ environment: 'Staging', tenantTags })).toEqual(names.map((name) => `Staging for ${name}`));
  });

  it('are those that are connected there when all are meant', async () => {
    const at = await looked({ environment: 'Production', tenants: 'all' });

    expect(at).toEqual(['Production for Elsewhere']);
  });

  it('are the named and the tagged ones together', async () => {
    const at = await looked({ environment: 'Staging', tenants: ['Elsewhere'], tenantTags: ['Region/EU'] });

    expect(at).toEqual(['Staging for Elsewhere', 'Staging for Acme', 'Staging for Bolt']);
  });
});

it('how many places there are is known unless the server chooses', async () => {
  const given = await context();
  const count = async (places: Parameters<typeof resolvePlaces>[1]) => countOf(await resolvePlaces(given, places));

  expect(await count({ environments: ['Staging', 'Production'] })).toBe(2);
  expect(await count({ environment: 'Staging', tenants: ['Acme', 'acme', 'Bolt'] })).toBe(2);
  expect(await count({ environment: 'Staging', tenants: 'all' })).toBeUndefined();
  expect(await count({ environment: 'Staging', tenants: ['Acme'], tenantTags: ['Tier/Gold'] })).toBeUndefined();
});

it('what was made elsewhere, or for others, is not taken for it', async () => {
  const given = await context();
  const untenanted = await resolvePlaces(given, { environments: ['Staging'] });
  const named = await resolvePlaces(given, { environment: 'Staging', tenants: ['Acme'] });
  const tagged = await resolvePlaces(given, { environment: 'Staging', tenantTags: ['Tier/Gold'] });
  const at = (EnvironmentId: string, TenantId: string | null) => ({ EnvironmentId, TenantId });

  expect(isAmong(untenanted, at('Environments-1', null))).toBe(true);
  expect(isAmong(untenanted, at('Environments-1', 'Tenants-1'))).toBe(false);
  expect(isAmong(untenanted, at('Environments-2', null))).toBe(false);
  expect(isAmong(named, at('Environments-1', 'Tenants-1'))).toBe(true);
  expect(isAmong(named, at('Environments-1', 'Tenants-2'))).toBe(false);
  expect(isAmong(tagged, at('Environments-1', 'Tenants-2'))).toBe(true);
  expect(isAmong(tagged, at('Environments-1', null))).toBe(false);
});

it('tenants are sent by name, all of them as a star', async () => {
  const given = await context();
  const sent = async (places: Parameters<typeof resolvePlaces>[1]) => {
    const { tenants } = await resolvePlaces(given, places);
    return tenants && tenantsOf(tenants);
  };

  expect(await sent({ environment: 'Staging', tenants: ['tenants-2'], tenantTags: ['Tier/Gold'] })).toEqual({
    Tenants: ['Bolt'],
    TenantTags: ['Tier/Gold'],
  });
  expect(await sent({ environment: 'Staging', tenants: 'all' })).toEqual({ Tenants: ['*'], TenantTags: [] });
});
