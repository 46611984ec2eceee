import { describe, expect, it } from 'vitest';
import { openLab, openSpace, rejection } from './lab-client.ts';

describe('effective variables', () => {
  it('are the values that win in an environment, with scope and source', async () => {
    const space = await openSpace(await openLab(), 'Payments');

    const found = await space.variables.effective({ project: 'payments-api', environment: 'Staging' });

    expect(found.get('Namespace')).toEqual({
      name: 'Namespace',
      value: 'payments-staging',
      isSensitive: false,
      type: 'String',
      scope: { Environment: ['Staging'] },
      source: { kind: 'project' },
    });
    expect(found.get('DockerRegistry')).toMatchObject({
      value: 'finpay.azurecr.io',
      scope: {},
      source: { kind: 'library', name: 'Common Config' },
    });
    expect([...found.keys()]).toEqual([...found.keys()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  });

  it("are the tenant's own where it has some", async () => {
    const space = await openSpace(await openLab(), 'Merchants');
    const at = { project: 'merchant-portal', environment: 'Production' };

    const ofAll = await space.variables.effective(at);
    const ofTenant = await space.variables.effective({ ...at, tenant: 'euroshop' });

    expect(ofAll.get('Namespace')).toMatchObject({ value: 'merchant-prod', source: { kind: 'project' } });
    expect(ofTenant.get('Namespace')).toMatchObject({
      value: 'merchant-euro-prod',
      source: { kind: 'tenant', name: 'EuroShop' },
    });
    expect(ofTenant.get('BrandColor')).toMatchObject({ value: '#003399', source: { kind: 'tenant' } });
  });

  it('never show a secret', async () => {
    const world = await openLab();
    const client = world.as('admin');
    const space = await client.space('Payments');
    const project = await space.projects.get('fraud-detector');
    const path = { spaceId: space.id, id: project.VariableSetId };
    const { data: set } = await client.api.GET('/api/{spaceId}/variables/{id}', { params: { path } });
    const secret = { Name: 'Key', Value: 'hush-hush', Type: 'Sensitive' as const, IsSensitive: true, Scope: {} };
    const body = { ...set, Variables: [...set.Variables, secret] };
    await client.api.PUT('/api/{spaceId}/variables/{id}', { params: { path }, body });

    const found = await space.variables.effective({ project: 'fraud-detector' });

    expect(found.get('Key')).toMatchObject({ value: null, isSensitive: true, source: { kind: 'project' } });
  });

  it('are not had at a place that there is not', async () => {
    const space = await openSpace(await openLab(), 'Payments');

    expect(
      await rejection(space.variables.effective({ project: 'payments-api', environment: 'Prodction' })),
    ).toMatchObject({ suggestions: ['Production'] });
  });
});
