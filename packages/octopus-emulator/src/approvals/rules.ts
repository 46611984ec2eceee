import { passesTagFilter } from '../tenants/participation.ts';
import type { ApprovalPolicyDocument, ApprovalRule } from './state.ts';

/** Where something would be deployed or run. */
export interface ApprovalPlace {
  readonly spaceId: string;
  readonly projectId: string;
  readonly projectTags: readonly string[];
  readonly environmentId: string;
  readonly environmentTags: readonly string[];
}

/** Whether a policy holds there: by tags (any of each set) or by ids; no environments are all of them. [client, guess for the latter] */
export function policyApplies(policy: ApprovalPolicyDocument, place: ApprovalPlace): boolean {
  if (policy.IsDisabled || policy.SpaceId !== place.spaceId) return false;
  if (policy.ScopingStrategy === 'Tag') {
    return policy.TagScopes.some(
      ({ ProjectTags, EnvironmentTags }) =>
        ProjectTags.length + EnvironmentTags.length > 0 &&
        passesTagFilter(place.projectTags, ProjectTags) &&
        passesTagFilter(place.environmentTags, EnvironmentTags),
    );
  }
  return policy.IdScopes.some(
    ({ ProjectId, EnvironmentIds }) =>
      ProjectId === place.projectId && (EnvironmentIds.length === 0 || EnvironmentIds.includes(place.environmentId)),
  );
}

/** One rule for all policies that hold: the most approvers, whoever any of them names, oneself only if all allow it. [guess] */
export function joinedRule(policies: readonly ApprovalPolicyDocument[]): ApprovalRule | undefined {
  if (policies.length === 0) return undefined;
  return {
    MinimumApproversRequired: Math.max(...policies.map(({ MinimumApproversRequired }) => MinimumApproversRequired)),
    AllowSelfApproval: policies.every(({ AllowSelfApproval }) => AllowSelfApproval),
    ApprovingUserIds: [...new Set(policies.flatMap(({ ApprovingUserIds }) => ApprovingUserIds))],
    ApprovingTeamIds: [...new Set(policies.flatMap(({ ApprovingTeamIds }) => ApprovingTeamIds))],
  };
}

/** What people have decided so far. A rejection goes before any number of approvals. [client] */
export function decisionOf(
  rule: ApprovalRule,
  votes: readonly { readonly Status: 'Approved' | 'Rejected' }[],
): 'Pending' | 'Approved' | 'Rejected' {
  if (votes.some(({ Status }) => Status === 'Rejected')) return 'Rejected';
  return votes.length >= rule.MinimumApproversRequired ? 'Approved' : 'Pending';
}

/** Why somebody may not decide; undefined when they may. A rule that names nobody lets everyone decide. [guess] */
export function refusalOf(
  rule: ApprovalRule,
  who: { readonly userId: string; readonly teamIds: readonly string[]; readonly makerId: string },
): 'self' | 'notNamed' | undefined {
  if (who.userId === who.makerId && !rule.AllowSelfApproval) return 'self';
  const namesNobody = rule.ApprovingUserIds.length + rule.ApprovingTeamIds.length === 0;
  const isNamed =
    rule.ApprovingUserIds.includes(who.userId) || rule.ApprovingTeamIds.some((id) => who.teamIds.includes(id));
  return namesNobody || isNamed ? undefined : 'notNamed';
}
