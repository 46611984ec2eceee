import { runWork } from '../../execution/work.ts';
import type { World } from '../../world.ts';
import type { TaskDocument } from '../state.ts';
import { taskLog } from '../task-log.ts';
import { endTask, updateTask } from '../transitions.ts';
import { choreNamed } from './catalogue.ts';
import type { ChoreEnd } from './chore.ts';

/** Runs a chore that has just got its place. */
export function runChore(
  world: World,
  task: TaskDocument,
  ports: { running(stop: () => void): void; left(task: TaskDocument): void },
): void {
  const root = taskLog(world, { taskId: task.Id, number: 0, name: task.Description });
  root.begin();
  const chore = choreNamed(task.Name);
  if (chore === undefined) {
    ports.left(endTask(world, task, { state: 'Failed', error: `Nothing is known of tasks like ${task.Name}.` }));
    return;
  }
  let parts = 0;
  const work = chore.run({
    world,
    task,
    log: root.line,
    part: (name) => taskLog(world, { taskId: task.Id, number: ++parts, name }),
  });
  const { stop } = runWork(world, work, {
    done: (result) => end(result),
    failed: (reason) => end({ ok: false, error: reason instanceof Error ? reason.message : String(reason) }),
  });
  if (world.store.get('ServerTasks', task.Id)?.State === 'Executing') ports.running(stop);

  function end(result: ChoreEnd): void {
    if (result.ok && result.warning) updateTask(world, task.Id, { HasWarningsOrErrors: true });
    const ended = result.ok ? { state: 'Success' as const } : { state: 'Failed' as const, error: result.error };
    ports.left(endTask(world, task, ended));
  }
}
