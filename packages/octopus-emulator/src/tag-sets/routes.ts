import { type Api, ok } from '../http/api.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { readOrder } from '../resource/sort-order.ts';
import { shelf } from '../store/shelf.ts';
import type { Store } from '../store/store.ts';
import { canonicalName, lostTagProblems, makeTags, tagSetProblems, tagUsers } from './rules.ts';
import { type TagSetDocument, tagSetSchema, type WrittenTagSet } from './state.ts';

const tagSets: Resource<TagSetDocument, WrittenTagSet> = {
  path: '/tagsets',
  kind: 'tag set',
  itemType: 'TagSet',
  shelf: shelf('TagSets'),
  schema: tagSetSchema,
  // No permission to view tag sets is known: who sees tenants sees them. [guess]
  permissions: { view: 'TenantView', create: 'TagSetCreate', edit: 'TagSetEdit', remove: 'TagSetDelete' },
  sort: (a, b) => a.SortOrder - b.SortOrder,
  filter: (documents, { query }) => {
    const [scopes, types] = [query.list('scopes'), query.list('types')];
    return documents.filter(
      ({ Scopes, Type }) =>
        (scopes.length === 0 || Scopes.some((scope) => scopes.includes(scope))) &&
        (types.length === 0 || types.includes(Type)),
    );
  },
  problems: ({ world }, written, stored) => [
    ...tagSetProblems(written),
    ...(stored === undefined ? [] : lostTagProblems(world.store, stored, written)),
  ],
  make: ({ world, space }, { written, identity: { Id, SpaceId }, stored }) => ({
    ...written,
    Id,
    SpaceId,
    ...makeTags(Id, written.Tags, stored),
    SortOrder: written.SortOrder ?? stored?.SortOrder ?? tagSetsOf(world.store, space.Id).length,
  }),
  users: ({ store }, set) => set.Tags.flatMap((tag) => tagUsers(store, set.SpaceId, canonicalName(set, tag))),
  show: ({ TagCount: _, ...set }) => ({
    ...set,
    Tags: set.Tags.map((tag) => ({ ...tag, CanonicalTagName: canonicalName(set, tag) })),
  }),
};

/** Tag sets, and their order. */
export function registerTagSetRoutes(api: Api): void {
  registerResource(api, tagSets);
  api.space('PUT', '/tagsets/sortorder', (context) => {
    const { world, caller, space } = context;
    caller.requirePermission('TagSetEdit', { spaceId: space.Id });
    const known = tagSetsOf(world.store, space.Id);
    const order = readOrder(context.body, { known, kind: 'tag set' });
    const ordered = [...known]
      .sort((a, b) => order.indexOf(a.Id) - order.indexOf(b.Id))
      .map((set, SortOrder) => ({ ...set, SortOrder }));
    for (const set of ordered) world.store.put('TagSets', set);
    world.record({
      category: 'Modified',
      message: 'The order of tag sets was changed',
      related: order,
      spaceId: space.Id,
      user: caller.user,
      userAgent: context.userAgent,
    });
    return ok(undefined);
  });
}

function tagSetsOf(store: Store, spaceId: string): readonly TagSetDocument[] {
  return store.all('TagSets').filter(({ SpaceId }) => SpaceId === spaceId);
}
