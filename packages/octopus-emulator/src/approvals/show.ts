import type { Store } from '../store/store.ts';
import { approvalsOfChange, isActive, votesOn } from './require.ts';
import { decisionOf } from './rules.ts';
import type { ApprovalDocument, ServerTaskApprovalDocument } from './state.ts';

/** Of the server itself; others belong to systems that manage changes. [client] */
const PROVIDER = 'octopus';

/** How far a change is: what has ended or was rejected is past approval. [client for the names, guess for when] */
export function changeState(
  store: Store,
  approval: ServerTaskApprovalDocument,
): 'PreApproval' | 'Approved' | 'PostApproval' {
  if (!isChangeActive(store, approval)) return 'PostApproval';
  return decisionOf(approval.Rule, votesOn(store, approval.ChangeId)) === 'Approved' ? 'Approved' : 'PreApproval';
}

function isChangeActive(store: Store, { ChangeId }: ServerTaskApprovalDocument): boolean {
  return approvalsOfChange(store, ChangeId).some(({ ServerTaskId }) => isActive(store, ServerTaskId));
}

/** A task that needs an approval, as it goes out. */
export function shownApproval(store: Store, approval: ServerTaskApprovalDocument): object {
  const { Id, SpaceId, ServerTaskId, Name, ChangeId } = approval;
  return {
    Id,
    ServerTaskId,
    SpaceId,
    ApprovalProviderId: PROVIDER,
    Name,
    ChangeRequest: {
      Id: ChangeId,
      Number: null,
      Description: Name,
      Active: isChangeActive(store, approval),
      Type: null,
      ChangeRequestApprovalState: changeState(store, approval),
      Self: null,
    },
    Links: { Self: `/api/${SpaceId}/servertaskapprovals/${Id}` },
  };
}

/** What a task needs to be approved, and what it has; a rejection goes first. [client] */
export function shownDetail(store: Store, approval: ServerTaskApprovalDocument): object {
  const { Id, SpaceId, Rule } = approval;
  const votes = [...votesOn(store, approval.ChangeId)].sort(
    (a, b) => Number(b.Status === 'Rejected') - Number(a.Status === 'Rejected'),
  );
  const named = (id: string, name: string | undefined) => ({ Id: id, DisplayName: name ?? id });
  return {
    Id,
    SpaceId,
    Approvals: votes.map((vote) => shownVote(store, vote)),
    ApprovalState: decisionOf(Rule, votes),
    ApprovingUsers: Rule.ApprovingUserIds.map((id) => named(id, store.get('Users', id)?.DisplayName)),
    ApprovingTeams: Rule.ApprovingTeamIds.map((id) => named(id, store.get('Teams', id)?.Name)),
    ApprovalsCount: votes.filter(({ Status }) => Status === 'Approved').length,
    MinimumApproversRequired: Rule.MinimumApproversRequired,
  };
}

/** A decision as it goes out. */
export function shownVote(store: Store, vote: ApprovalDocument): object {
  const { Id, SpaceId, ServerTaskApprovalId, UserId, Status, Notes } = vote;
  const user = store.get('Users', UserId);
  return {
    Id,
    SpaceId,
    Name: null,
    ServerTaskApprovalId,
    UserId,
    ApproverUsername: user?.Username ?? null,
    ApproverDisplayName: user?.DisplayName ?? null,
    ApproverEmailAddress: user?.EmailAddress ?? null,
    Status,
    Notes,
    Links: { Self: `/api/${SpaceId}/servertaskapprovals/${ServerTaskApprovalId}/approvals/${Id}` },
  };
}
