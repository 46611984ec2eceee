import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { sameName } from '../http/names.ts';
import { badRequest, notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { retentionPolicyOf } from './defaults.ts';
import { retentionPolicyProblems } from './rules.ts';
import { type RetentionPolicyDocument, retentionPolicySchema, retentionTypes } from './state.ts';

/** How long a space keeps things by default: one policy of each type, which is changed and never made or deleted. [client] */
export function registerRetentionPolicyRoutes(api: Api): void {
  api.space('GET', '/retentionpolicies', (context) => {
    requireView(context);
    const asked = context.query.text('RetentionType');
    if (asked === undefined) return ok(all(context).map(shown));
    const found = all(context).find(({ RetentionType }) => sameName(RetentionType, asked));
    if (found === undefined)
      throw badRequest([`RetentionType is one of ${retentionTypes.join(', ')}, not '${asked}'.`]);
    return ok(shown(found));
  });
  api.space('GET', '/retentionpolicies/:id', (context) => {
    requireView(context);
    return ok(shown(one(context)));
  });
  api.space('PUT', '/retentionpolicies/:id', replace);
}

function requireView({ caller, space }: RouteContext): void {
  caller.requirePermission('LifecycleView', { spaceId: space.Id });
}

function all({ world, space }: RouteContext): readonly RetentionPolicyDocument[] {
  return retentionTypes.map((type) => retentionPolicyOf(world.store, space.Id, type));
}

function one(context: RouteContext): RetentionPolicyDocument {
  const id = param(context, 'id');
  const found = all(context).find(({ Id }) => sameName(Id, id));
  if (found === undefined) throw notFound('retention policy', id);
  return found;
}

function replace(context: RouteContext): Reply {
  const { world, caller, space, userAgent } = context;
  caller.requirePermission('RetentionAdminister', { spaceId: space.Id });
  const stored = one(context);
  const { Name, ...written } = validated(retentionPolicySchema, context.body);
  refuseIfAny(retentionPolicyProblems(written));
  const policy = { ...stored, ...written, Name: Name || stored.Name };
  world.store.put('RetentionPolicies', policy);
  world.record({
    category: 'Modified',
    message: `Retention policy ${policy.Name} was changed`,
    related: [policy.Id],
    spaceId: space.Id,
    user: caller.user,
    userAgent,
    before: stored,
    after: policy,
  });
  return ok(shown(policy));
}

function shown(policy: RetentionPolicyDocument): object {
  const { SpaceId, Id, Strategy } = policy;
  return {
    ...policy,
    ShouldKeepForever: Strategy === 'Forever',
    Links: { Self: `/api/${SpaceId}/retentionpolicies/${Id}` },
  };
}
