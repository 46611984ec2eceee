import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { filtered } from '../http/listing.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { freezeProblems, requireFreezeChange } from './rules.ts';
import { type DeploymentFreezeDocument, deploymentFreezeSchema } from './state.ts';
import { freezeStatus } from './windows.ts';

type System = RouteContext<undefined>;

const DEFAULT_TAKE = 30;

/** Deployment freezes: list, read, create, replace, delete. Everybody may view them. [docs] */
export function registerDeploymentFreezeRoutes(api: Api): void {
  api.system('GET', '/deploymentfreezes', list);
  api.system('GET', '/deploymentfreezes/:id', (context) => ok(shown(found(context))));
  api.system('POST', '/deploymentfreezes', create);
  api.system('PUT', '/deploymentfreezes/:id', replace);
  api.system('DELETE', '/deploymentfreezes/:id', remove);
}

/** Earliest first. [guess] Those that are over are left out unless asked for. [client] */
function list({ world, query }: System): Reply {
  const nowMs = world.clock.now();
  const includeComplete = query.flag('includeComplete') ?? false;
  const status = query.text('status')?.toLowerCase();
  const [projects, environments, tenants] = ['projectIds', 'environmentIds', 'tenantIds'].map((name) =>
    query.list(name),
  );
  const matching = filtered(world.store.all('DeploymentFreezes'), query)
    .filter((freeze) => {
      const now = freezeStatus(freeze, nowMs);
      return status === undefined ? includeComplete || now !== 'Expired' : now.toLowerCase() === status;
    })
    .filter(
      (freeze) =>
        touches(projects, [
          ...Object.keys(freeze.ProjectEnvironmentScope),
          ...freeze.TenantProjectEnvironmentScope.map(({ ProjectId }) => ProjectId),
        ]) &&
        touches(environments, [
          ...Object.values(freeze.ProjectEnvironmentScope).flat(),
          ...freeze.TenantProjectEnvironmentScope.map(({ EnvironmentId }) => EnvironmentId),
        ]) &&
        touches(
          tenants,
          freeze.TenantProjectEnvironmentScope.map(({ TenantId }) => TenantId),
        ),
    )
    .sort((a, b) => Date.parse(a.Start) - Date.parse(b.Start));
  const skip = query.count('skip') ?? 0;
  const page = matching.slice(skip, skip + (query.count('take') ?? DEFAULT_TAKE));
  return ok({ DeploymentFreezes: page.map(shown), Count: matching.length });
}

function touches(wanted: readonly string[] | undefined, covered: readonly string[]): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.some((id) => covered.includes(id));
}

function found(context: System): DeploymentFreezeDocument {
  const id = param(context, 'id');
  const freeze = context.world.store.get('DeploymentFreezes', id);
  if (freeze === undefined) throw notFound('deployment freeze', id);
  return freeze;
}

function create(context: System): Reply {
  const { world, caller } = context;
  const written = validated(deploymentFreezeSchema, context.body);
  requireFreezeChange(world.store, caller, written);
  refuseIfAny(freezeProblems(world.store, written, undefined));
  const freeze = { ...written, Id: world.store.nextId('DeploymentFreezes') };
  world.store.put('DeploymentFreezes', freeze);
  record(context, freeze, { category: 'Created', verb: 'created' });
  return created(shown(freeze));
}

function replace(context: System): Reply {
  const { world, caller } = context;
  const stored = found(context);
  requireFreezeChange(world.store, caller, stored);
  const written = validated(deploymentFreezeSchema, context.body);
  requireFreezeChange(world.store, caller, written);
  refuseIfAny(freezeProblems(world.store, written, stored));
  const freeze = { ...written, Id: stored.Id };
  world.store.put('DeploymentFreezes', freeze);
  record(context, freeze, { category: 'Modified', verb: 'changed', before: stored });
  return ok(shown(freeze));
}

function remove(context: System): Reply {
  const { world, caller } = context;
  const freeze = found(context);
  requireFreezeChange(world.store, caller, freeze);
  world.store.remove('DeploymentFreezes', freeze.Id);
  record(context, freeze, { category: 'Deleted', verb: 'deleted' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: System,
  freeze: DeploymentFreezeDocument,
  change: { category: string; verb: string; before?: DeploymentFreezeDocument },
): void {
  world.record({
    category: change.category,
    message: `Deployment freeze ${freeze.Name} was ${change.verb}`,
    related: [freeze.Id, ...Object.keys(freeze.ProjectEnvironmentScope)],
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: freeze }),
  });
}

function shown(freeze: DeploymentFreezeDocument): object {
  return { ...freeze, Links: { Self: `/api/deploymentfreezes/${freeze.Id}` } };
}
