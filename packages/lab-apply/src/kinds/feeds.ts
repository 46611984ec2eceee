import type { Feed, FeedType } from '@octotrain/lab-config';
import type { Feed as FeedDocument, FeedWrite } from '@octotrain/octopus-client';
import { sameName, wordLike } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { type Building, defineItem, type Item } from './item.ts';
import { hiddenSecret } from './secrets.ts';

const types = {
  docker: 'Docker',
  helm: 'Helm',
  oci: 'OciRegistry',
  nuget: 'NuGet',
  maven: 'Maven',
  github: 'GitHub',
} as const satisfies Record<FeedType, FeedWrite['FeedType']>;

/** A feed outside the server. Its password is written at creation and then only when asked for. */
export function feedItem(space: string, feed: Feed): Item {
  return defineItem<FeedDocument, FeedWrite>({
    address: { kind: 'feed', space, name: feed.name },
    body: ({ secret }) => feedBody(feed, secret),
    fields(body, _names, like) {
      const hasPassword = like.Password != null || body.Password?.HasValue === true;
      return saidFields({
        type: wordLike(body.FeedType, like.FeedType),
        // Whether an address ends in a slash makes no difference to whoever asks there.
        url: settingOf(body, 'FeedUri').replace(/\/+$/, ''),
        // Servers find these out by themselves where nobody says them.
        'API version': settingOf(like, 'ApiVersion') && settingOf(body, 'ApiVersion'),
        'registry path': settingOf(like, 'RegistryPath') && settingOf(body, 'RegistryPath'),
        'user name': body.Username ?? '',
        password: hasPassword ? hiddenSecret(body.Password?.NewValue) : '',
      });
    },
    merge({ body, stored, rewriteSecrets }) {
      const Password = rewriteSecrets ? (body.Password ?? null) : passwordOver(stored, body);
      // Settings that only feeds of another type have are ignored there. [guess]
      return { ...stored, ...body, Password } as FeedWrite;
    },
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/feeds', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/feeds/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}

function feedBody(feed: Feed, secret: Building['secret']): FeedWrite {
  const { name, type, url, apiVersion, registryPath, username, password } = feed;
  const common = {
    Name: name,
    Username: username ?? null,
    Password: password === undefined ? null : { HasValue: true, NewValue: secret(password) },
  };
  if (type !== 'docker') return { ...common, FeedType: types[type], FeedUri: url };
  return {
    ...common,
    FeedType: types[type],
    FeedUri: url,
    ...(apiVersion === undefined ? {} : { ApiVersion: apiVersion }),
    ...(registryPath === undefined ? {} : { RegistryPath: registryPath }),
  };
}

/** The file's password, or the stored one left as it is. */
function passwordOver(stored: FeedDocument, { Password }: FeedWrite): NonNullable<FeedWrite['Password']> | null {
  if (Password == null) return null;
  return stored.Password?.HasValue === true ? { HasValue: true, NewValue: null } : Password;
}

/** A setting that only some types of feeds have. */
function settingOf(feed: FeedWrite | FeedDocument, name: 'FeedUri' | 'ApiVersion' | 'RegistryPath'): string {
  // Which settings there are is told apart by the type, but all of these are texts.
  return (feed as Partial<Record<typeof name, string | null>>)[name] ?? '';
}

/** Feeds that every space has. [client] */
export function isBuiltInFeed({ FeedType }: Pick<FeedDocument, 'FeedType'>): boolean {
  return ['BuiltIn', 'OctopusProject'].some((type) => sameName(type, FeedType));
}
