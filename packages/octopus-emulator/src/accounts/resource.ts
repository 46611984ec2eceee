import type { RouteContext } from '../http/api.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { namesOfUsers } from '../usages/find.ts';
import type { World } from '../world.ts';
import { placementReferences, placementScopes } from './placement.ts';
import { accountProblems } from './rules.ts';
import { type AccountDocument, accountSchema, keptAccount } from './state.ts';

type Written = ReturnType<(typeof accountSchema)['parse']>;

export const accounts: Resource<AccountDocument, Written> = {
  path: '/accounts',
  kind: 'account',
  itemType: 'Account',
  shelf: shelf('Accounts'),
  schema: accountSchema,
  permissions: { view: 'AccountView', create: 'AccountCreate', edit: 'AccountEdit', remove: 'AccountDelete' },
  scopes: placementScopes,
  filter: accountFilter,
  problems: ({ world, space }, written, stored) => [
    ...accountProblems(keptAccount(written, stored)),
    ...placementReferences(world.store, space.Id, written),
  ],
  make: (_, { written, identity, stored }) => ({ ...keptAccount(written, stored), ...identity }),
  users: accountUsers,
  links: ({ SpaceId, Id, AccountType }) => ({
    Usages: `/api/${SpaceId}/accounts/${Id}/usages`,
    ...(AccountType === 'SshKeyPair' || AccountType === 'AzureSubscription'
      ? { PublicKey: `/api/${SpaceId}/accounts/${Id}/pk` }
      : {}),
  }),
  related: ({ EnvironmentIds, TenantIds }) => [...EnvironmentIds, ...TenantIds],
};

function accountFilter(documents: readonly AccountDocument[], { query }: RouteContext): readonly AccountDocument[] {
  const types = query.list('accountType').map((type) => type.toLowerCase());
  return types.length === 0
    ? documents
    : documents.filter(({ AccountType }) => types.includes(AccountType.toLowerCase()));
}

/** Who uses an account: targets, workers, steps and variables. [guess that it cannot be deleted then] */
function accountUsers({ store }: World, { Id }: AccountDocument): readonly string[] {
  return [
    ...[...store.all('Machines'), ...store.all('Workers')]
      .filter(({ Endpoint }) => Endpoint.AccountId === Id || Endpoint.Authentication?.AccountId === Id)
      .map(({ Name }) => `the machine '${Name}'`),
    ...namesOfUsers(store, Id),
  ];
}
