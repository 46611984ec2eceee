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
import { maySee, responsibilityRefusal } from './rules.ts';
import { showInterruption } from './show.ts';
import type { InterruptionDocument } from './state.ts';

const submitSchema = z.object({ Notes: text(), Result: text() });

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

/** Taking over from another holder is allowed for those who may answer. [guess] */
function takeResponsibility(context: RouteContext): Reply {
  const { world, caller } = context;
  const interruption = visible(context);
  if (!interruption.IsPending) throw badRequest(['The interruption has been answered, or its task was canceled.']);
  refuseStranger(context, interruption);
  const held: InterruptionDocument = { ...interruption, ResponsibleUserId: caller.user.Id };
  if (interruption.ResponsibleUserId !== caller.user.Id) {
    world.store.put('Interruptions', held);
    record(context, held, { category: 'InterruptionResponsibilityTaken', message: 'took responsibility for' });
  }
  return ok(responsibleUser(context, held));
}

function submit(context: RouteContext, engine: Engine): Reply {
  const { world, caller } = context;
  const interruption = visible(context);
  const { Notes, Result } = validated(submitSchema, context.body);
  if (!interruption.IsPending) throw badRequest(['The interruption has been answered, or its task was canceled.']);
  refuseStranger(context, interruption);
  if (interruption.ResponsibleUserId !== caller.user.Id) {
    throw badRequest(['Only the person who has taken responsibility may answer: take responsibility first.']);
  }
  const result = ['Proceed', 'Abort'].find((known) => known.toLowerCase() === Result?.toLowerCase());
  if (result !== 'Proceed' && result !== 'Abort') throw badRequest(["Result must be 'Proceed' or 'Abort'."]);
  const answered: InterruptionDocument = { ...interruption, IsPending: false, Notes, Result: result };
  world.store.put('Interruptions', answered);
  record(context, answered, { category: 'InterruptionSubmitted', message: `answered ${result} to` });
  const answer = { proceed: result === 'Proceed', notes: Notes ?? '', userId: caller.user.Id };
  engine.tasks.answered(interruption.TaskId, answer);
  return ok(showInterruption(caller, answered));
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
