import type { Api } from '../http/api.ts';
import { durationMs } from '../machine-policies/durations.ts';
import { unknownIds } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { type SubscriptionDocument, subscriptionSchema } from './state.ts';

type Written = ReturnType<(typeof subscriptionSchema)['parse']>;

const subscriptions: Resource<SubscriptionDocument, Written> = {
  path: '/subscriptions',
  kind: 'subscription',
  itemType: 'Subscription',
  shelf: shelf('Subscriptions'),
  schema: subscriptionSchema,
  permissions: {
    view: 'SubscriptionView',
    create: 'SubscriptionCreate',
    edit: 'SubscriptionEdit',
    remove: 'SubscriptionDelete',
  },
  problems: ({ world, space }, written) => subscriptionProblems(world, space.Id, written),
  make: (_, { written, identity }) => ({ ...written, Id: identity.Id, SpaceId: identity.SpaceId }),
  users: () => [],
  show: (subscription) => ({
    ...subscription,
    EventNotificationSubscription: {
      ...subscription.EventNotificationSubscription,
      EmailDigestLastProcessed: null,
      EmailDigestLastProcessedEventAutoId: null,
      WebhookLastProcessed: null,
      WebhookLastProcessedEventAutoId: null,
    },
  }),
};

/** Somebody has to hear of it, at an address that can be reached, and what it names exists. [client] */
function subscriptionProblems({ store }: World, spaceId: string, written: Written): readonly string[] {
  const { Filter, ...notification } = written.EventNotificationSubscription;
  const { EmailTeams, WebhookURI, SlackChannelIds } = notification;
  const nobody = EmailTeams.length === 0 && SlackChannelIds.length === 0 && !WebhookURI;
  const periods = ['EmailFrequencyPeriod', 'WebhookTimeout', 'SlackFrequencyPeriod'] as const;
  return [
    ...(nobody ? ['Say who is told: EmailTeams, SlackChannelIds or WebhookURI.'] : []),
    ...(WebhookURI && !/^https?:\/\//.test(WebhookURI) ? [`WebhookURI is no HTTP address: '${WebhookURI}'.`] : []),
    ...periods
      .filter((name) => durationMs(notification[name]) === undefined)
      .map((name) => `${name} is a duration like 01:00:00, not '${notification[name]}'.`),
    ...unknownIds(store, { collection: 'Teams', kind: 'team', spaceId, ids: EmailTeams }),
    ...unknownIds(store, { collection: 'Projects', kind: 'project', spaceId, ids: Filter.Projects }),
    ...unknownIds(store, { collection: 'Environments', kind: 'environment', spaceId, ids: Filter.Environments }),
    ...unknownIds(store, { collection: 'Tenants', kind: 'tenant', spaceId, ids: Filter.Tenants }),
  ];
}

/** Subscriptions to events. */
export function registerSubscriptionRoutes(api: Api): void {
  registerResource(api, subscriptions);
}
