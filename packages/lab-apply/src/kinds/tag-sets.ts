import type { TagSet } from '@octotrain/lab-config';
import type { TagSet as TagSetDocument, TagSetWrite, TagWrite } from '@octotrain/octopus-client';
import { listOf, proseOf, sameName } from '../fields/canonical.ts';
import { type FieldValue, saidFields } from '../fields/fields.ts';
import { defineItem, type Item } from './item.ts';

/** A tag set with its tags. Tags that the file does not name stay, behind those that it does. */
export function tagSetItem(space: string, set: TagSet): Item {
  return defineItem<TagSetDocument, TagSetWrite>({
    address: { kind: 'tag set', space, name: set.name },
    body: () => ({
      Name: set.name,
      Description: set.description,
      Scopes: ['Tenant'],
      Tags: set.tags.map(({ name, description, color }, position) => ({
        Name: name,
        Description: description,
        Color: color,
        SortOrder: position,
      })),
    }),
    fields: (body, _names, like) =>
      saidFields({
        description: proseOf(body.Description),
        'for tenants': (body.Scopes ?? ['Tenant']).some((scope) => sameName(scope, 'Tenant')),
        ...tagFields(listOf(body.Tags), listOf(like.Tags)),
      }),
    merge: ({ body, stored }) => ({
      ...stored,
      ...body,
      Scopes: [...new Set([...stored.Scopes, ...(body.Scopes ?? [])])],
      Tags: mergeTags(body.Tags ?? [], stored.Tags),
    }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/tagsets', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/tagsets/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}

function tagFields(tags: readonly TagWrite[], like: readonly TagWrite[]): Record<string, FieldValue> {
  const inOrder = tags.toSorted((left, right) => (left.SortOrder ?? 0) - (right.SortOrder ?? 0));
  const named = inOrder.flatMap((tag) => {
    const said = like.find(isNamed(tag.Name));
    return said === undefined ? [] : [{ ...tag, Name: said.Name }];
  });
  const each = named.flatMap(({ Name, Color, Description }): [string, FieldValue][] => [
    [`tag ${Name}, colour`, (Color ?? '').toUpperCase()],
    [`tag ${Name}, description`, proseOf(Description)],
  ]);
  return { tags: named.map(({ Name }) => Name), ...Object.fromEntries(each) };
}

function mergeTags(wanted: readonly TagWrite[], stored: readonly TagWrite[]): TagWrite[] {
  const others = stored.filter(({ Name }) => !wanted.some(isNamed(Name)));
  const named = wanted.map((tag) => {
    const known = stored.find(isNamed(tag.Name));
    // A tag that differs in the case of its name only is the same one: whoever has it names it so.
    return { ...known, ...tag, Name: known?.Name ?? tag.Name };
  });
  return [...named, ...others].map((tag, position) => ({ ...tag, SortOrder: position }));
}

function isNamed(name: string): (tag: TagWrite) => boolean {
  return (tag) => sameName(tag.Name, name);
}
