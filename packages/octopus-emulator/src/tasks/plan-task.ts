import { type Plan, planActions } from '../execution/plan.ts';
import { answerPrompts, promptsFor } from '../execution/prompts.ts';
import { contextOf } from '../execution/run-variables.ts';
import type { Subject } from '../execution/subject.ts';
import type { World } from '../world.ts';

/** Plans a task's actions; anything that keeps it from running is among the problems. */
export function planTask(world: World, subject: Subject): Plan {
  const policy =
    subject.kind === 'deployment' ? subject.project.ProjectConnectivityPolicy : subject.runbook.ConnectivityPolicy;
  const plan = planActions({
    steps: subject.process.Steps,
    environmentId: subject.environment.Id,
    channelId: subject.kind === 'deployment' ? subject.channel.Id : undefined,
    tenant: subject.tenant,
    skipActions: subject.document.SkipActions,
    machines: world.store.all('Machines').filter(({ SpaceId }) => SpaceId === subject.space.Id),
    specificMachineIds: subject.document.SpecificMachineIds,
    excludedMachineIds: subject.document.ExcludedMachineIds,
    allowNoTargets: policy.AllowDeploymentsToNoTargets,
  });
  return { ...plan, problems: [...plan.problems, ...unanswered(world, subject)] };
}

/** Required prompts that have no value: nobody was asked when the server deployed by itself. [docs] */
function unanswered(world: World, subject: Subject): readonly string[] {
  const variables = subject.variableSnapshotIds.flatMap(
    (id) => world.store.get('VariableSnapshots', id)?.Variables ?? [],
  );
  const prompts = promptsFor(variables, contextOf(subject));
  return answerPrompts(prompts, subject.document.PromptedValues).problems;
}
