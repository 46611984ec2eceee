import type { Api } from '../http/api.ts';
import { keepSecret } from '../http/sensitive.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type ProxyDocument, proxySchema } from './state.ts';

type Written = ReturnType<(typeof proxySchema)['parse']>;

const proxies: Resource<ProxyDocument, Written> = {
  path: '/proxies',
  kind: 'proxy',
  itemType: 'Proxy',
  shelf: shelf('Proxies'),
  schema: proxySchema,
  permissions: { view: 'ProxyView', create: 'ProxyCreate', edit: 'ProxyEdit', remove: 'ProxyDelete' },
  problems: () => [],
  make: (_, { written, identity, stored }) => ({
    ...written,
    Id: identity.Id,
    SpaceId: identity.SpaceId,
    Password: keepSecret(written.Password, stored?.Password),
  }),
  users: ({ store }, { Id }) =>
    [...store.all('Machines'), ...store.all('Workers')]
      .filter(({ Endpoint }) => Endpoint.ProxyId === Id || Endpoint.TentacleEndpointConfiguration?.ProxyId === Id)
      .map(({ Name }) => `the machine '${Name}'`),
};

/** Proxies that machines are reached through. */
export function registerProxyRoutes(api: Api): void {
  registerResource(api, proxies);
}
