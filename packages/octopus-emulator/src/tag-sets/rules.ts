import { sameName } from '../http/names.ts';
import { HttpProblem } from '../http/problem.ts';
import { usedBy } from '../resource/references.ts';
import type { Store } from '../store/store.ts';
import type { TagDocument, TagSetDocument, WrittenTag, WrittenTagSet } from './state.ts';

/** How documents name a tag. [docs] */
export function canonicalName(set: { readonly Name: string }, tag: { readonly Name: string }): string {
  return `${set.Name}/${tag.Name}`;
}

/** What is wrong with a set as written. [docs for free text; guess for the slash] */
export function tagSetProblems(written: WrittenTagSet): readonly string[] {
  const names = written.Tags.map(({ Name }) => Name);
  const twice = names.filter((name, index) => names.findIndex((other) => sameName(other, name)) < index);
  return [
    ...twice.map((name) => `Two tags are named '${name}'.`),
    ...[written.Name, ...names].filter((name) => name.includes('/')).map((name) => `The name '${name}' holds a slash.`),
    ...(written.Type === 'FreeText' && names.length > 0 ? ['A tag set of free text has no tags of its own.'] : []),
  ];
}

/** The tags of a set as they are kept: in the order given, ids kept by id or name. */
export function makeTags(
  setId: string,
  written: readonly WrittenTag[],
  stored: Pick<TagSetDocument, 'Tags' | 'TagCount'> | undefined,
): { readonly Tags: readonly TagDocument[]; readonly TagCount: number } {
  let TagCount = stored?.TagCount ?? 0;
  const Tags = written.map((tag, index): TagDocument => {
    const known = sameTag(stored?.Tags ?? [], tag);
    if (known === undefined) TagCount += 1;
    const { Name, Color, Description } = tag;
    return {
      Name,
      Color,
      Description,
      SortOrder: tag.SortOrder ?? index,
      Id: known?.Id ?? `${setId}/Tags-${TagCount}`,
    };
  });
  return { Tags, TagCount };
}

function sameTag(tags: readonly TagDocument[], written: WrittenTag): TagDocument | undefined {
  return tags.find(({ Id }) => Id === written.Id) ?? tags.find(({ Name }) => sameName(Name, written.Name));
}

/** Refuses to take tags away from documents that have them. [guess] */
export function lostTagProblems(store: Store, stored: TagSetDocument, written: WrittenTagSet): readonly string[] {
  return stored.Tags.flatMap((tag) => {
    const users = tagUsers(store, stored.SpaceId, canonicalName(stored, tag));
    if (users.length === 0) return [];
    const kept = written.Tags.find((other) => sameTag([tag], other) !== undefined);
    if (kept === undefined) return [`The tag '${tag.Name}' cannot be deleted: ${users[0]} has it.`];
    if (canonicalName(written, kept) === canonicalName(stored, tag)) return [];
    throw new HttpProblem(501, `The emulator does not rename tags that are in use: ${users[0]} has '${tag.Name}'.`);
  });
}

/** Who has a tag, one phrase each. */
export function tagUsers(store: Store, spaceId: string, canonical: string): readonly string[] {
  const has = (document: { readonly SpaceId: string; readonly TenantTags: readonly string[] }) =>
    document.SpaceId === spaceId && document.TenantTags.some((tag) => sameName(tag, canonical));
  return [
    ...usedBy('tenant', store.all('Tenants'), has),
    ...usedBy('channel', store.all('Channels'), has),
    ...usedBy('machine', store.all('Machines'), has),
  ];
}
