import { subjectOf } from '../../execution/subject.ts';
import type { TaskDocument } from '../state.ts';
import { endTask, recordTaskEvent } from '../transitions.ts';
import type { WalkPorts } from './place.ts';

export const GONE = 'Something that this task needs was deleted: its project, environment, tenant, channel or release.';

/** Ends a task by itself: in Success, or for a reason. */
export function finishWalk(ports: WalkPorts, task: TaskDocument, failure: string | null): void {
  const { world } = ports;
  const subject = subjectOf(world, task);
  const outputs = world.store.get('TaskWalks', task.Id)?.Outputs ?? {};
  const ended = endTask(world, task, { state: failure === null ? 'Success' : 'Failed', error: failure });
  if (subject !== undefined) recordTaskEvent(world, subject, failure === null ? 'Succeeded' : 'Failed');
  ports.left(ended, outputs);
}
