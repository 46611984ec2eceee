import type { Store } from '../store/store.ts';
import { type FeedDocument, feedSchema } from './state.ts';
import { builtInTypes, type FeedType, feedKinds } from './types.ts';

/** Id of the default space's own feed, which callers use as a name for that of any space. [client] */
const builtInFeedId = 'feeds-builtin';
const releasesFeedId = 'feeds-builtin-releases';

const names: Partial<Record<FeedType, { id: string; name: string; slug: string }>> = {
  BuiltIn: { id: builtInFeedId, name: 'Octopus Server (built-in)', slug: 'octopus-server-built-in' },
  OctopusProject: {
    id: releasesFeedId,
    name: 'Octopus Server Releases (built-in)',
    slug: 'octopus-server-releases-built-in',
  },
};

/** Every space has a feed for pushed packages and one of the releases of its projects. [client] */
export function ensureBuiltInFeeds(store: Store, spaceId: string): void {
  for (const type of builtInTypes) {
    const own = names[type];
    if (own === undefined || feedOfType(store, spaceId, type) !== undefined) continue;
    store.put('Feeds', {
      ...feedSchema.parse({ Name: own.name, FeedType: type }),
      FeedType: type,
      PackageAcquisitionLocationOptions: [...feedKinds[type].locations],
      Id: store.get('Feeds', own.id) === undefined ? own.id : store.nextId('Feeds'),
      SpaceId: spaceId,
      Slug: own.slug,
    });
  }
}

function feedOfType(store: Store, spaceId: string, type: FeedType): FeedDocument | undefined {
  return store.all('Feeds').find((feed) => feed.SpaceId === spaceId && feed.FeedType === type);
}

/** The feed that packages of a space are pushed to. */
export function builtInFeed(store: Store, spaceId: string): FeedDocument {
  const feed = feedOfType(store, spaceId, 'BuiltIn');
  if (feed === undefined) throw new Error(`the space ${spaceId} has no feed of its own`);
  return feed;
}

/** The feed of a space that an id means; ids of the default space's built-in feeds mean the space's own. [guess] */
export function feedOf(store: Store, spaceId: string, id: string): FeedDocument | undefined {
  const named = store.get('Feeds', id);
  if (named?.SpaceId === spaceId) return named;
  if (id.toLowerCase() === builtInFeedId) return feedOfType(store, spaceId, 'BuiltIn');
  if (id.toLowerCase() === releasesFeedId) return feedOfType(store, spaceId, 'OctopusProject');
  return undefined;
}
