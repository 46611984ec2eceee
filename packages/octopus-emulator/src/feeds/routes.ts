import { actionTemplatesWith } from '../action-templates/packages.ts';
import type { Api, RouteContext } from '../http/api.ts';
import { keepSecret, type SensitiveValue } from '../http/sensitive.ts';
import { usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { registerFeedSearchRoutes } from './search-routes.ts';
import { type FeedDocument, feedSchema, type WrittenFeed } from './state.ts';
import { builtInTypes, feedKinds, feedTypeOf } from './types.ts';

/** Fields of every type. */
const common = [
  'Id',
  'SpaceId',
  'Slug',
  'Name',
  'FeedType',
  'PackageAcquisitionLocationOptions',
  'Username',
  'Password',
] as const;

const feeds: Resource<FeedDocument, WrittenFeed> = {
  path: '/feeds',
  kind: 'feed',
  itemType: 'Feed',
  shelf: shelf('Feeds'),
  schema: feedSchema,
  permissions: { view: 'FeedView', create: 'FeedEdit', edit: 'FeedEdit', remove: 'FeedEdit' },
  filter: (documents, { query }) => {
    const types = query.list('feedType').map((type) => type.toLowerCase());
    return types.length === 0 ? documents : documents.filter(({ FeedType }) => types.includes(FeedType.toLowerCase()));
  },
  problems: feedProblems,
  make: makeFeed,
  users: feedUsers,
  show: (feed) => {
    const fields: readonly string[] = [...common, ...feedKinds[feed.FeedType].fields];
    return Object.fromEntries(Object.entries(feed).filter(([name]) => fields.includes(name)));
  },
  links: ({ SpaceId, Id, FeedType }) => {
    const self = `/api/${SpaceId}/feeds/${Id}`;
    return {
      SearchPackagesTemplate: `${self}/packages/search{?term,take,skip}`,
      SearchPackageVersionsTemplate: `${self}/packages/versions{?packageId,take,skip,includePreRelease,versionRange,preReleaseTag,filter,includeReleaseNotes}`,
      NotesTemplate: `${self}/packages/notes{?packageId,version}`,
      ...(FeedType === 'BuiltIn' ? { Stats: `/api/${SpaceId}/feeds/stats` } : {}),
    };
  },
};

function feedProblems(_: RouteContext, written: WrittenFeed, stored: FeedDocument | undefined): readonly string[] {
  const type = feedTypeOf(written.FeedType);
  if (type === undefined) return [`FeedType: '${written.FeedType}' is none of ${Object.keys(feedKinds).join(', ')}`];
  if (stored === undefined && builtInTypes.includes(type)) return [`Every space has its one feed of type ${type}.`];
  if (stored !== undefined && stored.FeedType !== type) return ['A feed cannot become one of another type.'];
  const values: Readonly<Record<string, unknown>> = written;
  return feedKinds[type].required
    .filter((field) => values[field] === null || values[field] === '')
    .map((field) => `A feed of type ${type} needs a ${field}.`);
}

function makeFeed(
  _: RouteContext,
  { written, identity, stored }: Parameters<Resource<FeedDocument, WrittenFeed>['make']>[1],
): FeedDocument {
  const type = feedTypeOf(written.FeedType);
  if (type === undefined) throw new Error('the type of a feed was checked before');
  const { PackageAcquisitionLocationOptions: locations } = written;
  return {
    ...written,
    ...identity,
    FeedType: type,
    PackageAcquisitionLocationOptions: locations.length > 0 ? locations : [...feedKinds[type].locations],
    Password: kept(written.Password, stored?.Password),
    SecretKey: kept(written.SecretKey, stored?.SecretKey),
    ServiceAccountJsonKey: kept(written.ServiceAccountJsonKey, stored?.ServiceAccountJsonKey),
  };
}

function kept(written: SensitiveValue | null, stored: SensitiveValue | null | undefined): SensitiveValue | null {
  return written === null ? null : keepSecret(written, stored);
}

/** Built-in feeds stay [guess], and so do feeds that steps take packages or images from. */
function feedUsers({ store }: World, feed: FeedDocument): readonly string[] {
  if (builtInTypes.includes(feed.FeedType))
    return usedBy('space', store.all('Spaces'), ({ Id }) => Id === feed.SpaceId);
  const users = new Set(
    [...store.all('DeploymentProcesses'), ...store.all('RunbookProcesses')]
      .filter(({ Steps }) =>
        Steps.some(({ Actions }) =>
          Actions.some(
            ({ Packages, Container }) =>
              Container.FeedId === feed.Id || Packages.some(({ FeedId }) => FeedId === feed.Id),
          ),
        ),
      )
      .map(({ ProjectId }) => ProjectId),
  );
  return [
    ...usedBy('project', store.all('Projects'), ({ Id }) => users.has(Id)),
    ...actionTemplatesWith(store, ({ FeedId }) => FeedId === feed.Id),
  ];
}

export function registerFeedRoutes(api: Api): void {
  registerResource(api, feeds);
  registerFeedSearchRoutes(api);
}
