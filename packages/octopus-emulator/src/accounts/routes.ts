import { type Api, ok, param } from '../http/api.ts';
import { findDocument } from '../resource/find.ts';
import { registerResource } from '../resource/register.ts';
import { accountUsages } from '../usages/show.ts';
import { publicKeyOf } from './public-key.ts';
import { accounts } from './resource.ts';

/** Accounts: what steps log in with elsewhere. Their secrets go in and never out. */
export function registerAccountRoutes(api: Api): void {
  registerResource(api, accounts);
  api.space('GET', '/accounts/:id/usages', (context) => {
    const account = findDocument(accounts, context, param(context, 'id'));
    return ok({ ...accountUsages(context.world.store, account.Id), Links: { Self: context.path } });
  });
  api.space('GET', '/accounts/:id/pk', (context) => publicKeyOf(findDocument(accounts, context, param(context, 'id'))));
}
