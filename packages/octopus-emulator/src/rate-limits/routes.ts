import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { policySchema, type RateLimitingPolicyDocument } from './state.ts';

type System = RouteContext<undefined>;

/** Rate limits: read and changed with ConfigureServer, never made or deleted. [docs] */
export function registerRateLimitRoutes(api: Api): void {
  api.system('GET', '/ratelimitingpolicies', (context) => {
    context.caller.requirePermission('ConfigureServer', {});
    const found = context.world.store.all('RateLimitingPolicies');
    return pageReply(context, { itemType: 'RateLimitingPolicy', found, show: shown });
  });
  api.system('GET', '/ratelimitingpolicies/:id', (context) => ok(shown(policyOf(context))));
  api.system('PUT', '/ratelimitingpolicies/:id', replace);
}

function policyOf(context: System): RateLimitingPolicyDocument {
  context.caller.requirePermission('ConfigureServer', {});
  const id = param(context, 'id');
  const policy = context.world.store.get('RateLimitingPolicies', id);
  if (policy === undefined) throw notFound('rate limiting policy', id);
  return policy;
}

/** Name and scope of a built-in policy stay as they are. [docs] */
function replace(context: System): Reply {
  const { world, caller, userAgent } = context;
  const stored = policyOf(context);
  const { Name, ScopeType, ...written } = validated(policySchema, context.body);
  refuseIfAny([
    ...fixed('name', Name, stored.Name),
    ...fixed('scope', ScopeType, stored.ScopeType),
    ...atLeastOne('RequestsPerMinute', written.RequestsPerMinute),
    ...atLeastOne('BurstLimit', written.BurstLimit),
  ]);
  const policy = { ...stored, ...written };
  world.store.put('RateLimitingPolicies', policy);
  world.record({
    category: 'Modified',
    message: `Rate limiting policy ${policy.Name} was changed`,
    related: [policy.Id],
    user: caller.user,
    userAgent,
    before: stored,
    after: policy,
  });
  return ok(shown(policy));
}

function fixed(what: string, written: string | null | undefined, stored: string): readonly string[] {
  return !written || written === stored ? [] : [`The ${what} of a built-in rate limiting policy cannot be changed.`];
}

function atLeastOne(field: string, value: number): readonly string[] {
  return value >= 1 ? [] : [`${field} must be at least 1.`];
}

function shown(policy: RateLimitingPolicyDocument): object {
  return { ...policy, Links: { Self: `/api/ratelimitingpolicies/${policy.Id}` } };
}
