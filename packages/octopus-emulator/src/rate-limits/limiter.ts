import { HttpProblem } from '../http/problem.ts';
import type { UserDocument } from '../users/state.ts';
import type { World } from '../world.ts';
import { type Bucket, draw, fullBucket } from './bucket.ts';
import type { RateLimitingPolicyDocument, RateLimitScope } from './state.ts';

/** The audit log hears of a caller at most this often. [docs] */
const AUDIT_EVERY_MS = 15 * 60_000;
const AUDIT_EVERY_IN_AUDIT_MODE_MS = 5 * 60_000;

/** Counts requests. What it counted is forgotten when the server stops. [docs that it is a node's own] */
export interface RateLimiter {
  /** Throws the 429 when a request is one too many. Callers without a user share one bucket, as those of one address do. */
  count(user: UserDocument | undefined): void;
}

export function createRateLimiter(world: World): RateLimiter {
  const buckets = new Map<string, Bucket>();
  const told = new Map<string, number>();

  function count(user: UserDocument | undefined): void {
    const scope = scopeOf(user);
    const policy = world.store.all('RateLimitingPolicies').find(({ ScopeType }) => ScopeType === scope);
    if (policy === undefined || !policy.IsEnabled) return;
    const size = { requestsPerMinute: policy.RequestsPerMinute, burstLimit: policy.BurstLimit };
    const nowMs = world.clock.now();
    const key = `${policy.Id} ${user?.Id ?? ''}`;
    const drawn = draw(buckets.get(key) ?? fullBucket(size, nowMs), size, nowMs);
    buckets.set(key, drawn.bucket);
    if (drawn.allowed) return;
    tell(key, policy, user);
    if (policy.AuditMode) return;
    throw new HttpProblem(429, `Too many requests: the rate limit '${policy.Name}' is exceeded.`, {
      headers: { 'Retry-After': String(Math.max(1, Math.ceil(drawn.waitMs / 1000))) },
    });
  }

  function tell(key: string, policy: RateLimitingPolicyDocument, user: UserDocument | undefined): void {
    const nowMs = world.clock.now();
    const lastMs = told.get(key) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - lastMs < (policy.AuditMode ? AUDIT_EVERY_IN_AUDIT_MODE_MS : AUDIT_EVERY_MS)) return;
    told.set(key, nowMs);
    world.record({
      category: 'RateLimitExceeded',
      message: `Rate limit policy ${policy.Name} exceeded for ${user?.Username ?? 'an unauthenticated caller'}`,
      related: [policy.Id, ...(user === undefined ? [] : [user.Id])],
      user,
    });
  }

  return { count };
}

/** Agents have a bucket of their own. [docs] */
function scopeOf(user: UserDocument | undefined): RateLimitScope {
  if (user === undefined) return 'Unauthenticated';
  return user.ServiceAccountType === 'Agent' ? 'AuthenticatedAgent' : 'AuthenticatedHuman';
}
