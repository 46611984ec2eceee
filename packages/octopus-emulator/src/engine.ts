import { recoverRollouts } from './clusters/rollouts.ts';
import { type AutomaticDeployments, createAutomaticDeployments } from './deployments/automatic.ts';
import type { Executor } from './execution/executor.ts';
import { simulatedExecutor } from './execution/simulated-executor.ts';
import { randomText } from './random.ts';
import { createDailyRetention } from './retention/daily.ts';
import { createTaskRunner, type TaskRunner } from './tasks/runner.ts';
import type { TaskDocument } from './tasks/state.ts';
import { createProjectTriggers, type ProjectTriggers } from './triggers/firings.ts';
import type { World } from './world.ts';

/** What works while nobody asks: tasks, deployments that the server owes, and triggers. */
export interface Engine {
  readonly tasks: TaskRunner;
  readonly automatic: AutomaticDeployments;
  readonly triggers: ProjectTriggers;
  /** Ends what steps are at. */
  close(): Promise<void>;
}

const TOKEN_LENGTH = 40;

/** Starts the engine on a world, and takes up what the state says was under way. */
export function startEngine(world: World, options: { executor?: Executor | undefined } = {}): Engine {
  if (world.store.get('ClusterAccess', 'clusters') === undefined) {
    world.store.put('ClusterAccess', { Id: 'clusters', Token: randomText(world.random, TOKEN_LENGTH) });
  }
  const executor = options.executor ?? simulatedExecutor(world);
  const tasks = createTaskRunner(world, {
    executor,
    hooks: {
      ended(task) {
        afterEnd(task);
        retention.look();
      },
    },
  });
  const retention = createDailyRetention(world, () => tasks.wake());
  const automatic = createAutomaticDeployments(world, () => tasks.wake());

  function afterEnd(task: TaskDocument): void {
    if (task.Name !== 'Deploy' || task.State !== 'Success') return;
    const deployment = world.store.get('Deployments', task.SubjectId);
    const release = deployment === undefined ? undefined : world.store.get('Releases', deployment.ReleaseId);
    if (deployment === undefined || release === undefined) return;
    automatic.succeeded(release, { environmentId: deployment.EnvironmentId, tenantId: deployment.TenantId });
  }

  const triggers = createProjectTriggers(world, { wake: tasks.wake, released: automatic.released });

  recoverRollouts(world);
  automatic.recover();
  tasks.recover();
  triggers.recover();
  retention.recover();
  return { tasks, automatic, triggers, close: async () => executor.close?.() };
}
