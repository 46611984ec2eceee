import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { UserDocument } from '../users/state.ts';
import { externalIdOf } from './external-id.ts';
import { type OidcIdentityDocument, oidcIdentitySchema } from './state.ts';

type System = RouteContext<undefined>;
type Written = Omit<OidcIdentityDocument, 'Id' | 'ServiceAccountId'>;

const DEFAULT_TAKE = 30;
const base = '/serviceaccounts/:accountId/oidcidentities';

/** OIDC identities of service accounts. [client; UserView and UserEdit are a guess] */
export function registerOidcIdentityRoutes(api: Api): void {
  api.system('GET', `${base}/v1`, list);
  api.system('POST', `${base}/create/v1`, create);
  api.system('GET', `${base}/:id/v1`, (context) => ok(shown(found(context, accountOf(context, 'UserView')))));
  api.system('PUT', `${base}/:id/v1`, replace);
  api.system('DELETE', `${base}/:id/v1`, remove);
}

function accountOf(context: System, permission: 'UserView' | 'UserEdit'): UserDocument {
  const id = param(context, 'accountId');
  context.caller.requirePermission(permission, {});
  const user = context.world.store.get('Users', id);
  if (user === undefined) throw notFound('service account', id);
  return user;
}

function list(context: System): Reply {
  const { world, query, origin } = context;
  const account = accountOf(context, 'UserView');
  refuseIfAny(accountProblems(account));
  const all = world.store.all('OidcIdentities').filter(({ ServiceAccountId }) => ServiceAccountId === account.Id);
  const skip = query.count('skip') ?? 0;
  return ok({
    ServerUrl: origin,
    ExternalId: externalIdOf(world, account.Id),
    OidcIdentities: all.slice(skip, skip + (query.count('take') ?? DEFAULT_TAKE)).map(shown),
    Count: all.length,
  });
}

function found(context: System, account: UserDocument): OidcIdentityDocument {
  const id = param(context, 'id');
  const identity = context.world.store.get('OidcIdentities', id);
  if (identity?.ServiceAccountId !== account.Id) throw notFound('OIDC identity', id);
  return identity;
}

function create(context: System): Reply {
  const { world } = context;
  const account = accountOf(context, 'UserEdit');
  const written = validated(oidcIdentitySchema, context.body);
  refuseIfAny([...accountProblems(account), ...identityProblems(written)]);
  externalIdOf(world, account.Id);
  const identity = { ...written, Id: world.store.nextId('OidcIdentities'), ServiceAccountId: account.Id };
  world.store.put('OidcIdentities', identity);
  record(context, account, identity, { category: 'Created', verb: 'created' });
  return created(shown(identity));
}

function replace(context: System): Reply {
  const account = accountOf(context, 'UserEdit');
  const stored = found(context, account);
  const written = validated(oidcIdentitySchema, context.body);
  refuseIfAny(identityProblems(written));
  const identity = { ...stored, ...written };
  context.world.store.put('OidcIdentities', identity);
  record(context, account, identity, { category: 'Modified', verb: 'changed', before: stored });
  return ok(undefined);
}

function remove(context: System): Reply {
  const account = accountOf(context, 'UserEdit');
  const identity = found(context, account);
  context.world.store.remove('OidcIdentities', identity.Id);
  record(context, account, identity, { category: 'Deleted', verb: 'deleted' });
  return ok(undefined);
}

/** Only service accounts have identities. [docs] */
function accountProblems(account: UserDocument): string[] {
  return account.IsService ? [] : [`The user '${account.Username}' is not a service account.`];
}

/** An issuer is an https address: its keys are fetched from there. [docs] */
function identityProblems({ Issuer }: Written): string[] {
  return URL.canParse(Issuer) && new URL(Issuer).protocol === 'https:'
    ? []
    : [`The issuer '${Issuer}' is not an https address.`];
}

function record(
  { world, caller, userAgent }: System,
  account: UserDocument,
  identity: OidcIdentityDocument,
  change: { category: string; verb: string; before?: OidcIdentityDocument },
): void {
  world.record({
    category: change.category,
    message: `OIDC identity ${identity.Name} of ${account.Username} was ${change.verb}`,
    related: [identity.Id, account.Id],
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: identity }),
  });
}

function shown(identity: OidcIdentityDocument): object {
  const { ServiceAccountId, Id } = identity;
  return { ...identity, Links: { Self: `/api/serviceaccounts/${ServiceAccountId}/oidcidentities/${Id}/v1` } };
}
