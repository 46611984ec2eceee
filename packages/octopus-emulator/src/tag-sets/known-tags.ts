import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import { canonicalName } from './rules.ts';
import type { TagSetDocument } from './state.ts';

type TagScope = TagSetDocument['Scopes'][number];

/**
 * What is wrong with the tags of a document: each is `Set/Tag` of a set that is for such documents; a set of free text
 * takes any text, one of single choice gives one tag. [docs for the sets, guess for the rest]
 */
export function tagProblems(
  store: Store,
  options: { spaceId: string; tags: readonly string[]; scope: TagScope },
): readonly string[] {
  const sets = store.all('TagSets').filter(({ SpaceId }) => SpaceId === options.spaceId);
  const unknown = options.tags.flatMap((tag) => unknownTag(sets, tag, options.scope));
  const crowded = sets
    .filter(({ Type }) => Type === 'SingleSelect')
    .filter((set) => options.tags.filter((tag) => setOf(sets, tag) === set).length > 1)
    .map(({ Name }) => `Only one tag of the set '${Name}' can be chosen.`);
  return [...unknown, ...crowded];
}

function unknownTag(sets: readonly TagSetDocument[], tag: string, scope: TagScope): readonly string[] {
  const set = setOf(sets, tag);
  if (set === undefined) return [`The tag '${tag}' is of no tag set of this space.`];
  if (!set.Scopes.includes(scope)) return [`The tag set '${set.Name}' is not for a ${scope.toLowerCase()}.`];
  const isThere = set.Type === 'FreeText' || set.Tags.some((own) => sameName(canonicalName(set, own), tag));
  return isThere ? [] : [`The tag '${tag}' does not exist.`];
}

function setOf(sets: readonly TagSetDocument[], tag: string): TagSetDocument | undefined {
  const slash = tag.indexOf('/');
  return slash <= 0 ? undefined : sets.find(({ Name }) => sameName(Name, tag.slice(0, slash)));
}

/** Canonical names for tags that may be given by id too, like `TagSets-1/Tags-1`. [client] */
export function canonicalTags(store: Store, spaceId: string, tags: readonly string[]): readonly string[] {
  const sets = store.all('TagSets').filter(({ SpaceId }) => SpaceId === spaceId);
  return tags.map((tag) => {
    for (const set of sets) {
      const found = set.Tags.find(({ Id }) => Id === tag);
      if (found !== undefined) return canonicalName(set, found);
    }
    return tag;
  });
}
