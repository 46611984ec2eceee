import { accounts } from '../accounts/resource.ts';
import { certificates } from '../certificates/resource.ts';
import { environments } from '../environments/resource.ts';
import { type Api, ok, type RouteContext } from '../http/api.ts';
import { byName } from '../http/listing.ts';
import { badRequest } from '../http/problem.ts';
import { librarySets } from '../library-sets/routes.ts';
import { lifecycles } from '../lifecycles/routes.ts';
import { machines } from '../machines/resource.ts';
import { projectGroups } from '../project-groups/routes.ts';
import { projects } from '../projects/routes.ts';
import { viewable } from '../resource/find.ts';
import type { Resource, SpaceDocumentBase } from '../resource/resource.ts';
import { runbooks } from '../runbooks/routes.ts';
import { tenants } from '../tenants/routes.ts';
import { workerPools } from '../worker-pools/resource.ts';
import { workers } from '../workers/resource.ts';

interface Hit {
  readonly Id: string;
  readonly Name: string;
  readonly Type: string;
}

type Searcher = (context: RouteContext, keyword: string) => readonly Hit[];

/** What is looked through, in the order of the answer. */
const searchers: readonly Searcher[] = [
  searcherOf(projects, 'Project'),
  searcherOf(runbooks, 'Runbook'),
  searcherOf(projectGroups, 'ProjectGroup'),
  searcherOf(tenants, 'Tenant'),
  searcherOf(environments, 'Environment'),
  searcherOf(machines, 'DeploymentTarget'),
  searcherOf(workers, 'Worker'),
  searcherOf(workerPools, 'WorkerPool'),
  searcherOf(lifecycles, 'Lifecycle'),
  searcherOf(librarySets, 'LibraryVariableSet'),
  searcherOf(accounts, 'Account'),
  searcherOf(certificates, 'Certificate'),
];

function searcherOf<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  Type: string,
): Searcher {
  return (context, keyword) => {
    if (!context.caller.may(resource.permissions.view, { spaceId: context.space.Id })) return [];
    return viewable(resource, context)
      .filter(({ Name }) => Name.toLowerCase().includes(keyword))
      .map(({ Id, Name }) => ({ Id, Name, Type }))
      .sort(byName);
  };
}

/** `GET /spaces/{id}/search`: documents whose name contains a keyword, as far as the caller may view them. [guess for which] */
export function registerSearchRoutes(api: Api): void {
  api.space('GET', '/search', (context) => {
    const keyword = context.query.text('keyword')?.trim().toLowerCase();
    if (!keyword) throw badRequest(['Say what to look for: ?keyword=…']);
    return ok(searchers.flatMap((search) => search(context, keyword)));
  });
}
