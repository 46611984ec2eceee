import type { Engine } from '../engine.ts';
import type { RouteContext } from '../http/api.ts';
import { updateTask } from '../tasks/transitions.ts';
import { approvalsOfChange, isActive, votesOn } from './require.ts';
import { decisionOf } from './rules.ts';
import type { ServerTaskApprovalDocument } from './state.ts';

/** Lets the tasks of a change go when it is approved, and cancels those that still wait when it is rejected. [guess for the latter] */
export function decide({ world, caller }: RouteContext, engine: Engine, approval: ServerTaskApprovalDocument): void {
  const { store } = world;
  const decision = decisionOf(approval.Rule, votesOn(store, approval.ChangeId));
  if (decision === 'Pending') return;
  for (const { ServerTaskId } of approvalsOfChange(store, approval.ChangeId)) {
    const task = store.get('ServerTasks', ServerTaskId);
    if (task === undefined || !task.AwaitsApproval || !isActive(store, task.Id)) continue;
    const updated = updateTask(world, task.Id, { AwaitsApproval: false });
    if (decision === 'Rejected') engine.tasks.cancel(updated, caller.user);
  }
  engine.tasks.wake();
}
