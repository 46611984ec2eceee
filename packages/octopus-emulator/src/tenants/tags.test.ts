import { describe, expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

async function withTags() {
  const { admin } = await newServer();
  const set = async (body: object) =>
    (await admin.post<{ Tags: { Id: string }[] }>('/api/Spaces-1/tagsets', body)).body;
  const region = await set({ Name: 'Region', Tags: [{ Name: 'Europe' }, { Name: 'Asia' }] });
  await set({ Name: 'Tier', Type: 'SingleSelect', Tags: [{ Name: 'Gold' }, { Name: 'Silver' }] });
  await set({ Name: 'Owner', Type: 'FreeText' });
  await set({ Name: 'Kind', Scopes: ['Environment'], Tags: [{ Name: 'Test' }] });
  const tenant = (Name: string, ...TenantTags: string[]) => admin.post('/api/Spaces-1/tenants', { Name, TenantTags });
  return { admin, region, tenant };
}

describe('tags of tenants', () => {
  it.each([
    ['Region/Europe', undefined],
    ['region/europe', undefined],
    ['Owner/Sarah Chen', undefined],
    ['Region/Mars', "The tag 'Region/Mars' does not exist."],
    ['Planet/Mars', "The tag 'Planet/Mars' is of no tag set of this space."],
    ['Europe', "The tag 'Europe' is of no tag set of this space."],
    ['Kind/Test', "The tag set 'Kind' is not for a tenant."],
  ])('%s is taken or refused', async (tag, problem) => {
    const { tenant } = await withTags();

    const { status, body } = await tenant('Acme', tag);

    expect([status, body.Errors]).toEqual(problem === undefined ? [201, undefined] : [400, [problem]]);
  });

  it('of a set of single choice are at most one', async () => {
    const { tenant } = await withTags();

    expect((await tenant('Acme', 'Tier/Gold', 'Tier/Silver')).body.Errors).toEqual([
      "Only one tag of the set 'Tier' can be chosen.",
    ]);
  });

  it('find tenants in a list, by name or id, one of each set', async () => {
    const { admin, region, tenant } = await withTags();
    await tenant('Acme', 'Region/Europe', 'Tier/Gold');
    await tenant('Globex', 'Region/Asia');
    const found = async (query: string) =>
      (await admin.get(`/api/Spaces-1/tenants?${query}`)).body.Items.map(({ Name }) => Name);

    expect(await found('tags=Region/Europe,Region/Asia')).toEqual(['Acme', 'Globex']);
    expect(await found('tags=Region/Asia,Tier/Gold')).toEqual([]);
    expect(await found(`tags=${region.Tags[0]?.Id}`)).toEqual(['Acme']);
    expect(await found('isDisabled=true')).toEqual([]);
  });

  it('are tested: what is missing is told by set', async () => {
    const { admin, tenant } = await withTags();
    const acme = (await tenant('Acme', 'Region/Europe')).body.Id;

    const { body } = await admin.get<Record<string, object>>(
      '/api/Spaces-1/tenants/tag-test?tags=Region/Europe,Region/Asia,Tier/Gold',
    );

    expect(body[acme]).toEqual({
      IsMatched: false,
      Reason: 'The tenant has none of: Tier/Gold.',
      MissingTags: ['Tier/Gold'],
      IsDisabled: false,
    });
  });
});
