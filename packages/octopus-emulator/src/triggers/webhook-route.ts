import { timingSafeEqual } from 'node:crypto';
import type { Engine } from '../engine.ts';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { type Bucket, draw, fullBucket } from '../rate-limits/bucket.ts';
import type { ProjectTriggerDocument } from './state.ts';
import { tenantsFor } from './tenants-for.ts';

/** The whole instance takes this many calls, whoever calls. [docs] */
const SIZE = { requestsPerMinute: 60, burstLimit: 60 };
/** Largest body that is looked past. [docs] */
const LONGEST_BODY = 5 * 1024 * 1024;

/** `POST /webhook/{id}`: sets a trigger off, for whoever knows its secret or has a key, as it says. [docs] */
export function registerWebhookRoute(api: Api, engine: Engine): void {
  let bucket: Bucket | undefined;
  api.open('POST', '/webhook/:webhookId', (context) => {
    const nowMs = context.world.clock.now();
    const drawn = draw(bucket ?? fullBucket(SIZE, nowMs), SIZE, nowMs);
    bucket = drawn.bucket;
    if (!drawn.allowed) {
      const headers = { 'Retry-After': String(Math.ceil(drawn.waitMs / 1000)) };
      throw new HttpProblem(429, 'Too many requests: the limit of webhook triggers is exceeded.', { headers });
    }
    return answer(context, engine);
  });
}

function answer(context: RouteContext, engine: Engine): Reply {
  const { world, space, body } = context;
  const webhookId = param(context, 'webhookId');
  const trigger = world.store
    .all('ProjectTriggers')
    .find(({ SpaceId, Filter }) => SpaceId === space.Id && 'WebhookId' in Filter && Filter.WebhookId === webhookId);
  if (trigger === undefined) throw notFound('webhook', webhookId);
  const userId = authenticated(context, trigger);
  if (body instanceof Uint8Array && body.length > LONGEST_BODY) {
    throw new HttpProblem(413, 'The body of a call of a webhook has at most 5 MB.');
  }
  if (!trigger.IsDisabled) engine.triggers.call(trigger, userId);
  return ok(undefined);
}

/** As whom the trigger acts: the owner of the key, or null for the server. */
function authenticated(context: RouteContext, trigger: ProjectTriggerDocument): string | null {
  const { Filter: filter, Action: action } = trigger;
  if (filter.FilterType !== 'WebhookFilter') throw new Error('only webhooks have an address');
  if (!filter.RequireApiKey) {
    const given = context.header('x-octopus-webhook-secret') ?? '';
    if (filter.Secret?.NewValue && sameText(given, filter.Secret.NewValue)) return null;
    refuse(context, trigger, 'The secret in X-Octopus-Webhook-Secret is missing or wrong.');
  }
  if (context.isAnonymous) refuse(context, trigger, 'This webhook needs an API key in X-Octopus-ApiKey.');
  if (action.ActionType === 'RunRunbook') {
    for (const environmentId of action.EnvironmentIds) {
      const place = { spaceId: trigger.SpaceId, projectId: trigger.ProjectId, environmentId };
      for (const tenantId of tenantsFor(context.world, action, place)) {
        context.caller.requirePermission('RunbookRunCreate', { ...place, tenantId });
      }
    }
  }
  return context.caller.user.Id;
}

/** A refused call is told in the audit log. [docs] */
function refuse({ world, userAgent }: RouteContext, trigger: ProjectTriggerDocument, why: string): never {
  world.record({
    category: 'WebhookRejected',
    message: `A call of the webhook of trigger ${trigger.Name} was rejected`,
    related: [trigger.Id, trigger.ProjectId],
    spaceId: trigger.SpaceId,
    userAgent,
  });
  throw new HttpProblem(401, why);
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
