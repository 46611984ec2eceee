import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { newServer, type Person } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';

type TagSet = components['schemas']['TagSet'];

const path = '/api/Spaces-1/tagsets';

async function made(admin: Person, body: object): Promise<TagSet> {
  const answer = await admin.post<TagSet>(path, body);
  expect([answer.status, deviations('TagSet', answer.body)]).toEqual([201, []]);
  return answer.body;
}

const region = { Name: 'Region', Tags: [{ Name: 'EU' }, { Name: 'US', Color: '#3156B3' }] };

describe('a tag set', () => {
  it('has tags with canonical names, is for tenants, and takes any number of tags unless told otherwise', async () => {
    const { admin } = await newServer();

    const set = await made(admin, region);

    expect(set).toMatchObject({ Id: 'TagSets-1', Scopes: ['Tenant'], Type: 'MultiSelect', SortOrder: 0 });
    expect(set.Tags.map(({ Id, CanonicalTagName, SortOrder }) => [Id, CanonicalTagName, SortOrder])).toEqual([
      ['TagSets-1/Tags-1', 'Region/EU', 0],
      ['TagSets-1/Tags-2', 'Region/US', 1],
    ]);
  });

  it('keeps the ids of its tags by name, and never gives one twice', async () => {
    const { admin } = await newServer();
    const set = await made(admin, region);

    const shorter = await admin.put<TagSet>(`${path}/${set.Id}`, { ...region, Tags: [{ Name: 'us' }] });
    const longer = await admin.put<TagSet>(`${path}/${set.Id}`, {
      ...region,
      Tags: [{ Name: 'US' }, { Name: 'Asia' }],
    });

    expect(shorter.body.Tags.map(({ Id }) => Id)).toEqual(['TagSets-1/Tags-2']);
    expect(longer.body.Tags.map(({ Id }) => Id)).toEqual(['TagSets-1/Tags-2', 'TagSets-1/Tags-3']);
  });

  it('comes in its own order, which is changed for all of them at once', async () => {
    const { admin } = await newServer();
    const first = await made(admin, region);
    const second = await made(admin, { Name: 'Tier', Scopes: ['Project'], Type: 'SingleSelect' });

    await admin.put(`${path}/sortorder`, [second.Id, first.Id]);
    const refused = await admin.put(`${path}/sortorder`, [second.Id]);

    expect((await admin.get<TagSet[]>(`${path}/all`)).body.map(({ Name }) => Name)).toEqual(['Tier', 'Region']);
    expect(refused.body.Errors).toEqual(["The tag set 'Region' is missing in the list."]);
    expect((await admin.get(`${path}?scopes=Tenant`)).body.Items.map(({ Name }) => Name)).toEqual(['Region']);
    expect((await admin.get(`${path}?types=SingleSelect`)).body.Items.map(({ Name }) => Name)).toEqual(['Tier']);
  });

  it('is checked as a whole', async () => {
    const { admin } = await newServer();

    const { body } = await admin.post(path, {
      Name: 'A/B',
      Type: 'FreeText',
      Tags: [{ Name: 'EU' }, { Name: 'eu' }],
    });

    expect(body.Errors).toEqual([
      "Two tags are named 'eu'.",
      "The name 'A/B' holds a slash.",
      'A tag set of free text has no tags of its own.',
    ]);
    expect((await admin.post(path, { Name: 'C', Tags: [{ Name: 'x', Color: 'red' }] })).body.Errors).toEqual([
      'Tags.0.Color: a colour looks like #3156B3',
    ]);
  });

  it('keeps what a tenant has', async () => {
    const { admin } = await newServer();
    const set = await made(admin, region);
    await admin.post('/api/Spaces-1/tenants', { Name: 'Acme', TenantTags: ['Region/EU'] });

    const dropped = await admin.put(`${path}/${set.Id}`, { ...region, Tags: [{ Name: 'US' }] });
    const renamed = await admin.put(`${path}/${set.Id}`, { ...region, Name: 'Area' });
    const removed = await admin.remove(`${path}/${set.Id}`);

    expect(dropped.body.Errors).toEqual(["The tag 'EU' cannot be deleted: the tenant 'Acme' has it."]);
    expect(renamed.status).toBe(501);
    expect(removed.body.Errors).toEqual(["The tag set 'Region' cannot be deleted: the tenant 'Acme' uses it."]);
    const unused = await admin.put<TagSet>(`${path}/${set.Id}`, { ...region, Tags: [{ Name: 'EU' }] });
    expect(unused.body.Tags).toHaveLength(1);
  });

  it('offers its tags to the scopes of variables', async () => {
    const { admin } = await newServer();
    await made(admin, region);
    const library = await admin.post('/api/Spaces-1/libraryvariablesets', { Name: 'Common' });

    const { body } = await admin.get<components['schemas']['VariableSet']>(
      `/api/Spaces-1/variables/${library.body.VariableSetId}`,
    );

    expect(body.ScopeValues?.TenantTags.map(({ Id }) => Id)).toEqual(['Region/EU', 'Region/US']);
  });
});
