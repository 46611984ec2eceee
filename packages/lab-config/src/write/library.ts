import type { Library } from '../file/shared.ts';
import type { Lab, Space } from '../model/lab.ts';
import { feedEntry, gitCredentialEntry, lifecycleEntry, tagSetEntry, variableSetEntry } from './library-entries.ts';
import { canonical, groupedBy, said } from './values.ts';

/** What is written once for several spaces, and what each space has for itself. */
export interface SharedLibrary {
  readonly shared: Library;
  ownOf(space: string): Library;
}

/** Finds what spaces have alike: what is the same in several is written once, and says which when they are not all. */
export function shareLibrary({ spaces }: Lab): SharedLibrary {
  const lifecycles = share(spaces, (space) => space.lifecycles, lifecycleEntry);
  const gitCredentials = share(spaces, (space) => space.gitCredentials, gitCredentialEntry);
  const feeds = share(spaces, (space) => space.feeds, feedEntry);
  const tagSets = share(spaces, (space) => space.tagSets, tagSetEntry);
  const variableSets = share(spaces, (space) => space.variableSets, variableSetEntry);
  return {
    shared: said({
      lifecycles: lifecycles.shared,
      gitCredentials: gitCredentials.shared,
      feeds: feeds.shared,
      tagSets: tagSets.shared,
      variableSets: variableSets.shared,
    }),
    ownOf: (space) =>
      said({
        lifecycles: lifecycles.own.get(space),
        gitCredentials: gitCredentials.own.get(space),
        feeds: feeds.own.get(space),
        tagSets: tagSets.own.get(space),
        variableSets: variableSets.own.get(space),
      }),
  };
}

interface Shared<Entry> {
  readonly shared: Record<string, Entry>;
  readonly own: ReadonlyMap<string, Record<string, Entry>>;
}

/** One kind of things. Of two that differ and have one name, the one that more spaces have is shared. */
function share<Thing extends { readonly name: string }, Entry extends { spaces?: string[] | undefined }>(
  spaces: readonly Space[],
  thingsOf: (space: Space) => readonly Thing[],
  entryOf: (thing: Thing) => Entry,
): Shared<Entry> {
  const held = spaces.flatMap((space) => thingsOf(space).map((thing) => ({ thing, space: space.name })));
  const groups = [...groupedBy(held, ({ thing }) => canonical(thing)).values()];
  const shared = new Map<string, Entry>();
  const own = new Map<string, Record<string, Entry>>();
  for (const group of groups.toSorted((left, right) => right.length - left.length)) {
    const [first] = group;
    if (first === undefined) continue;
    const { name } = first.thing;
    const isEverywhere = group.length === spaces.length;
    if ((isEverywhere || group.length > 1) && !shared.has(name.toLowerCase())) {
      const only = isEverywhere ? {} : { spaces: group.map(({ space }) => space) };
      shared.set(name.toLowerCase(), { ...entryOf(first.thing), ...only });
    } else {
      for (const { space } of group) own.set(space, { ...own.get(space), [name]: entryOf(first.thing) });
    }
  }
  // The order in which the spaces have them.
  const names = [...new Set(held.map(({ thing }) => thing.name))];
  const entries = names.flatMap((name): [string, Entry][] => {
    const entry = shared.get(name.toLowerCase());
    shared.delete(name.toLowerCase());
    return entry === undefined ? [] : [[name, entry]];
  });
  return { shared: Object.fromEntries(entries), own };
}
