import type { Engine } from '../engine.ts';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { requireInSpace } from '../http/lookup.ts';
import { HttpProblem, notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { decide } from './decide.ts';
import { registerApprovalPolicyRoutes } from './policy-routes.ts';
import { votesOn } from './require.ts';
import { decisionOf, refusalOf } from './rules.ts';
import { changeState, shownApproval, shownDetail, shownVote } from './show.ts';
import { type ApprovalDocument, approvalSchema, type ServerTaskApprovalDocument } from './state.ts';

/** What tasks need to be approved, and what people decide. [client] */
export function registerApprovalRoutes(api: Api, engine: Engine): void {
  registerApprovalPolicyRoutes(api);
  api.space('GET', '/servertaskapprovals', list);
  api.space('GET', '/servertaskapprovals/:approvalId', (context) =>
    ok(shownApproval(context.world.store, approvalOf(context))),
  );
  api.space('GET', '/servertaskapprovals/:approvalId/approvals', (context) => {
    const { store } = context.world;
    return ok(votesOn(store, approvalOf(context).ChangeId).map((vote) => shownVote(store, vote)));
  });
  api.space('POST', '/servertaskapprovals/:approvalId/approvals', (context) => vote(context, engine));
  api.space('GET', '/servertaskapprovals/:approvalId/approvals/:id', (context) =>
    ok(shownVote(context.world.store, voteOf(context))),
  );
  api.space('PUT', '/servertaskapprovals/:approvalId/approvals/:id', (context) => changeVote(context, engine));
  api.space('GET', '/tasks/:id/servertaskapproval', (context) => {
    const { world, caller, space } = context;
    const task = world.store.get('ServerTasks', param(context, 'id'));
    if (task === undefined || task.SpaceId !== space.Id) throw notFound('task', param(context, 'id'));
    const { ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = task;
    caller.requirePermission('TaskView', { spaceId: space.Id, projectId, environmentId, tenantId });
    const approval = world.store.lastWhere('ServerTaskApprovals', 'ServerTaskId', task.Id);
    return ok({ Resource: approval === undefined ? null : shownDetail(world.store, approval) });
  });
}

function list(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('TaskView', { spaceId: space.Id });
  const [provider, state] = [query.text('providerId')?.toLowerCase(), query.text('state')?.toLowerCase()];
  const found = world.store.newest('ServerTaskApprovals', {
    keeps: (approval) =>
      approval.SpaceId === space.Id &&
      (provider === undefined || provider === 'octopus') &&
      (state === undefined || changeState(world.store, approval).toLowerCase() === state),
  });
  return pageReply(context, {
    itemType: 'ServerTaskApproval',
    found,
    show: (approval) => shownApproval(world.store, approval),
  });
}

function approvalOf(context: RouteContext): ServerTaskApprovalDocument {
  const { world, caller, space } = context;
  caller.requirePermission('TaskView', { spaceId: space.Id });
  const id = param(context, 'approvalId');
  return requireInSpace(world, { collection: 'ServerTaskApprovals', kind: 'task approval', spaceId: space.Id, id });
}

function voteOf(context: RouteContext): ApprovalDocument {
  const { ChangeId } = approvalOf(context);
  const id = param(context, 'id');
  const vote = context.world.store.get('Approvals', id);
  if (vote === undefined || vote.ChangeId !== ChangeId) throw notFound('approval', id);
  return vote;
}

/** Only while the change is active and not decided, and only by those whom the policy names. [client] */
function refuseLate(context: RouteContext, approval: ServerTaskApprovalDocument): void {
  const { world, caller } = context;
  const decision = decisionOf(approval.Rule, votesOn(world.store, approval.ChangeId));
  refuseIfAny([
    ...(decision === 'Pending' ? [] : [`The change is decided: it was ${decision.toLowerCase()}.`]),
    ...(changeState(world.store, approval) === 'PostApproval' ? ['The change is not active any more.'] : []),
  ]);
  const teamIds = caller.teamIds();
  const refusal = refusalOf(approval.Rule, { userId: caller.user.Id, teamIds, makerId: approval.MakerId });
  if (refusal === undefined) return;
  const why =
    refusal === 'self' ? 'made the deployment, and' : 'is not among those whom the approval policy names, and';
  throw new HttpProblem(403, `'${caller.user.Username}' ${why} may not decide about '${approval.Name}'.`);
}

function vote(context: RouteContext, engine: Engine): Reply {
  const { world, caller } = context;
  const approval = approvalOf(context);
  const written = validated(approvalSchema, context.body);
  refuseLate(context, approval);
  const again = votesOn(world.store, approval.ChangeId).some(({ UserId }) => UserId === caller.user.Id);
  refuseIfAny(again ? ['You have decided about this change already: change your decision instead.'] : []);
  const { Id: ServerTaskApprovalId, ChangeId, SpaceId } = approval;
  const Id = world.store.nextId('Approvals');
  const made = { ...written, Id, SpaceId, ServerTaskApprovalId, ChangeId, UserId: caller.user.Id };
  world.store.put('Approvals', made);
  record(context, approval, { vote: made });
  decide(context, engine, approval);
  return created(shownVote(world.store, made));
}

/** For who made it. [client] */
function changeVote(context: RouteContext, engine: Engine): Reply {
  const { world, caller } = context;
  const [approval, stored] = [approvalOf(context), voteOf(context)];
  const written = validated(approvalSchema, context.body);
  if (stored.UserId !== caller.user.Id) {
    throw new HttpProblem(403, `'${caller.user.Username}' may not change a decision of somebody else.`);
  }
  refuseLate(context, approval);
  const changed = { ...stored, ...written };
  world.store.put('Approvals', changed);
  record(context, approval, { vote: changed, before: stored });
  decide(context, engine, approval);
  return ok(shownVote(world.store, changed));
}

function record(
  { world, caller, userAgent }: RouteContext,
  approval: ServerTaskApprovalDocument,
  change: { vote: ApprovalDocument; before?: ApprovalDocument },
): void {
  const { vote, before } = change;
  world.record({
    category: before === undefined ? 'Created' : 'Modified',
    message: `${caller.user.Username} ${vote.Status === 'Approved' ? 'approved' : 'rejected'} ${approval.Name}`,
    related: [vote.Id, approval.Id, approval.ServerTaskId],
    spaceId: approval.SpaceId,
    user: caller.user,
    userAgent,
    ...(before === undefined ? {} : { before, after: vote }),
  });
}
