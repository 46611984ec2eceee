import { type Api, param } from '../http/api.ts';
import { projects } from '../projects/routes.ts';
import { findDocument } from '../resource/find.ts';
import { unknownIds, usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { registerRuleTestRoutes } from './rule-test-routes.ts';
import { writtenRuleProblems } from './rules.ts';
import { type ChannelDocument, channelSchema } from './state.ts';

type Written = ReturnType<(typeof channelSchema)['parse']>;

export const channels: Resource<ChannelDocument, Written> = {
  path: '/channels',
  kind: 'channel',
  itemType: 'Channel',
  shelf: shelf('Channels'),
  schema: channelSchema,
  permissions: { view: 'ProcessView', create: 'ProcessEdit', edit: 'ProcessEdit', remove: 'ProcessEdit' },
  scopes: (channel) => [{ projectId: channel.ProjectId }],
  family: (channel) => channel.ProjectId,
  links: (channel) => ({
    Project: `/api/${channel.SpaceId}/projects/${channel.ProjectId}`,
    Releases: `/api/${channel.SpaceId}/channels/${channel.Id}/releases{?skip,take,searchByVersion}`,
  }),
  problems: ({ world, space }, written, stored) => [
    ...unknownIds(world.store, {
      collection: 'Projects',
      kind: 'project',
      spaceId: space.Id,
      ids: [written.ProjectId],
    }),
    ...unknownIds(world.store, {
      collection: 'Lifecycles',
      kind: 'lifecycle',
      spaceId: space.Id,
      ids: [written.LifecycleId],
    }),
    ...(stored !== undefined && stored.ProjectId !== written.ProjectId
      ? ['A channel cannot move to another project.']
      : []),
    ...writtenRuleProblems(written),
    ...(stored?.IsDefault && !written.IsDefault ? ['Make another channel the default one instead.'] : []),
  ],
  make: ({ world }, { written, identity }) => ({
    ...written,
    ...identity,
    Rules: written.Rules.map((rule) => ({ ...rule, Id: rule.Id || world.random.uuid() })),
    GitResourceRules: written.GitResourceRules.map((rule) => ({ ...rule, Id: rule.Id || world.random.uuid() })),
  }),
  users: channelUsers,
  related: (channel) => [channel.ProjectId],
  created: ({ world }, channel) => keepOneDefault(world, channel),
  changed: ({ world }, _, channel) => keepOneDefault(world, channel),
};

/** A project has exactly one default channel. [docs] */
function keepOneDefault({ store }: World, channel: ChannelDocument): void {
  if (!channel.IsDefault) return;
  for (const other of store.all('Channels')) {
    if (other.ProjectId === channel.ProjectId && other.Id !== channel.Id && other.IsDefault) {
      store.put('Channels', { ...other, IsDefault: false });
    }
  }
}

function channelUsers({ store }: World, channel: ChannelDocument): readonly string[] {
  const releases = store
    .newest('Releases', { group: ({ ChannelId }) => ChannelId === channel.Id })
    .slice(0, 1)
    .map((release) => `the release ${release.Version}`);
  const isDefault = channel.IsDefault
    ? usedBy('project', store.all('Projects'), ({ Id }) => Id === channel.ProjectId)
    : [];
  return [...isDefault, ...releases];
}

export function registerChannelRoutes(api: Api): void {
  registerResource(api, channels, {
    path: '/projects/:ownerId',
    field: 'ProjectId',
    ownerId: (context) => findDocument(projects, context, param(context, 'ownerId')).Id,
    belongs: (channel, ownerId) => channel.ProjectId === ownerId,
  });
  registerRuleTestRoutes(api);
}
