import type { Store } from '../store/store.ts';
import { isCompleted } from '../tasks/queue.ts';
import type { TaskDocument } from '../tasks/state.ts';
import { decisionOf, joinedRule, policyApplies } from './rules.ts';
import type { ApprovalDocument, ServerTaskApprovalDocument } from './state.ts';

/**
 * Asks for an approval of a task that is being queued, where a policy wants one. Tasks of the same release or snapshot and
 * environment are one change as long as one of them has not ended [guess]: what is decided for it holds for all [client].
 * True when the task has to wait.
 */
export function requireApproval(
  store: Store,
  task: TaskDocument,
  made: { readonly subjectOf: string; readonly by: string },
): boolean {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId } = task;
  if (spaceId === null || projectId === null || environmentId === null) return false;
  const policies = store.all('ApprovalPolicies');
  if (policies.length === 0) return false;
  const place = {
    spaceId,
    projectId,
    projectTags: store.get('Projects', projectId)?.ProjectTags ?? [],
    environmentId,
    environmentTags: store.get('Environments', environmentId)?.EnvironmentTags ?? [],
  };
  const rule = joinedRule(policies.filter((policy) => policyApplies(policy, place)));
  if (rule === undefined) return false;
  const key = `${made.subjectOf}/${environmentId}`;
  const open = store
    .where('ServerTaskApprovals', 'Subject', key)
    .find(({ ServerTaskId }) => isActive(store, ServerTaskId));
  const Id = store.nextId('ServerTaskApprovals');
  const approval: ServerTaskApprovalDocument = {
    Id,
    SpaceId: spaceId,
    ServerTaskId: task.Id,
    Name: task.Description,
    ChangeId: open?.ChangeId ?? `${key}/${Id}`,
    Rule: open?.Rule ?? rule,
    MakerId: made.by,
  };
  store.put('ServerTaskApprovals', approval);
  return decisionOf(approval.Rule, votesOn(store, approval.ChangeId)) !== 'Approved';
}

/** Everybody's decision about a change. */
export function votesOn(store: Store, changeId: string): readonly ApprovalDocument[] {
  return store.where('Approvals', 'ChangeId', changeId);
}

/** Whether a task can still be decided about: it has not ended. */
export function isActive(store: Store, taskId: string): boolean {
  const task = store.get('ServerTasks', taskId);
  return task !== undefined && !isCompleted(task);
}

/** The approvals of all tasks of a change. */
export function approvalsOfChange(store: Store, changeId: string): readonly ServerTaskApprovalDocument[] {
  return store.where('ServerTaskApprovals', 'ChangeId', changeId);
}
