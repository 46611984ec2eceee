import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { text } from '../http/fields.ts';
import { pageReply } from '../http/listing.ts';
import { documentsOf, requireInSpace } from '../http/lookup.ts';
import { badRequest, HttpProblem } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { Groups } from '../store/histories.ts';
import { shownUser } from '../users/show.ts';
import { linkedTo } from './pending.ts';
import { answerOf, maySee, responsibilityRefusal } from './rules.ts';
import { showInterruption } from './show.ts';
import type { InterruptionDocument } from './state.ts';

const submitSchema = z.object({ Notes: text(), Result: text(), Guidance: text() });

/** Interruptions: who is asked, who takes responsibility, what they answer. */
export function registerInterruptionRoutes(api: Api, engine: Engine): void {
  api.space('GET', '/interruptions', list);
  api.space('GET', '/interruptions/:id', (context) => ok(showInterruption(context.caller, visible(context))));
  api.space('GET', '/interruptions/:id/responsible', (context) =>
    ok(responsibleUser(context, visible(context)) ?? null),
  );
  api.space('PUT', '/interruptions/:id/responsible', takeResponsibility);
  api.space('POST', '/interruptions/:id/submit', (context) => submit(context, engine));
}

/** Newest first. [docs] */
function list(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  const may = ['InterruptionView', 'InterruptionSubmit', 'InterruptionViewSubmitResponsible'] as const;
  if (!caller.mayAny(may, { spaceId: space.Id })) caller.requirePermission('InterruptionView', { spaceId: space.Id });
  const [ids, regarding, pendingOnly] = [
    query.list('ids'),
    query.text('regarding'),
    query.flag('pendingOnly') ?? false,
  ];
  const group = (interruption: Groups['Interruptions']) =>
    interruption.SpaceId === space.Id && (!pendingOnly || interruption.IsPending) && maySee(caller, interruption);
  const among =
    regarding === undefined
      ? documentsOf(world.store, 'Interruptions', ids)
      : world.store.where('Interruptions', 'Related', regarding).toReversed();
  const found =
    regarding === undefined && ids.length === 0
      ? world.store.newest('Interruptions', { group })
      : among.filter((one) => group(one) && (ids.length === 0 || ids.includes(one.Id)));
  return pageReply(context, { itemType: 'Interruption', found, show: (one) => showInterruption(caller, one) });
}

function visible(context: RouteContext): InterruptionDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const found = requireInSpace(world, { collection: 'Interruptions', kind: 'interruption', spaceId: space.Id, id });
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId } = found;
  if (!maySee(caller, found)) caller.requirePermission('InterruptionView', { spaceId, projectId, environmentId });
  return found;
}

function responsibleUser(context: RouteContext, interruption: InterruptionDocument): object | undefined {
  const id = interruption.ResponsibleUserId;
  const user = id === null ? undefined : context.world.store.get('Users', id);
  return user && shownUser(user, context);
}

function refuseStranger({ caller }: RouteContext, interruption: InterruptionDocument): void {
  const refusal = responsibilityRefusal(caller, interruption);
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = interruption;
  if (refusal === 'permission') {
    caller.requirePermission('InterruptionSubmit', { spaceId, projectId, environmentId, tenantId });
    throw new HttpProblem(403, `'${caller.user.Username}' may not answer this interruption.`);
  }
  if (refusal === 'team') {
    throw new HttpProblem(
      403,
      `'${caller.user.Username}' may not answer this interruption: it belongs to a team that they are not a member of.`,
    );
  }
}

/** Taking over from another holder is allowed for those who may answer. What stands for the same question goes along. [guess] */
function takeResponsibility(context: RouteContext): Reply {
  const { world, caller } = context;
  const interruption = visible(context);
  if (!interruption.IsPending) throw badRequest(['The interruption has been answered, or its task was canceled.']);
  refuseStranger(context, interruption);
  const change = { ResponsibleUserId: caller.user.Id };
  if (interruption.ResponsibleUserId !== caller.user.Id) {
    for (const one of linkedTo(world.store, interruption)) world.store.put('Interruptions', { ...one, ...change });
    record(context, interruption, { category: 'InterruptionResponsibilityTaken', message: 'took responsibility for' });
  }
  return ok(responsibleUser(context, { ...interruption, ...change }));
}

function submit(context: RouteContext, engine: Engine): Reply {
  const { world, caller } = context;
  const interruption = visible(context);
  const written = validated(submitSchema, context.body);
  if (!interruption.IsPending) throw badRequest(['The interruption has been answered, or its task was canceled.']);
  refuseStranger(context, interruption);
  if (interruption.ResponsibleUserId !== caller.user.Id) {
    throw badRequest(['Only the person who has taken responsibility may answer: take responsibility first.']);
  }
  const Result = answerOf(interruption, written);
  const change = { IsPending: false, Notes: written.Notes, Result, ResponsibleUserId: caller.user.Id };
  const [original = interruption, ...mirrors] = linkedTo(world.store, interruption);
  for (const one of [original, ...mirrors]) world.store.put('Interruptions', { ...one, ...change });
  record(context, interruption, { category: 'InterruptionSubmitted', message: `answered ${Result} to` });
  engine.tasks.answered({ ...original, ...change });
  return ok(showInterruption(caller, { ...interruption, ...change }));
}

function record(
  context: RouteContext,
  interruption: InterruptionDocument,
  what: { category: string; message: string },
): void {
  const { world, caller } = context;
  world.record({
    category: what.category,
    message: `${caller.user.Username} ${what.message} ${interruption.Title}`,
    related: [interruption.Id, ...interruption.RelatedDocumentIds],
    spaceId: interruption.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
  });
}
