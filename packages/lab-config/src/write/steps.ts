import type { StepEntry } from '../file/steps.ts';
import type { Step } from '../model/steps.ts';
import type { Repositories } from './repositories.ts';
import { said } from './values.ts';

/** A step with no more fields than it needs, in the order in which people write them. */
export function stepEntry(step: Step, repositories: Repositories): StepEntry {
  const { name } = step;
  const when = conditions(step);
  switch (step.kind) {
    case 'helm':
      return {
        name,
        kind: 'helm',
        ...when,
        targetTag: step.targetTag,
        git: repositories.nameOf(step.git),
        chart: step.chart,
        ...said({ values: [...step.valuesFiles] }),
        ...(step.inlineValues === undefined ? {} : { inlineValues: step.inlineValues }),
        release: step.release,
        namespace: step.namespace,
      };
    case 'kubernetesYaml':
      return {
        name,
        kind: 'kubernetesYaml',
        ...when,
        targetTag: step.targetTag,
        git: repositories.nameOf(step.git),
        paths: [...step.paths],
        ...(step.namespace === undefined ? {} : { namespace: step.namespace }),
      };
    case 'script':
      return {
        name,
        kind: 'script',
        ...when,
        ...(step.targetTag === undefined ? {} : { targetTag: step.targetTag }),
        ...(step.syntax === 'bash' ? {} : { syntax: step.syntax }),
        script: step.script,
      };
    case 'manual':
      return {
        name,
        kind: 'manual',
        ...when,
        ...said({
          responsibleTeams: [...step.responsibleTeams],
          blockConcurrentDeployments: step.blockConcurrentDeployments,
        }),
        instructions: step.instructions,
      };
  }
}

/** Where and when a step runs, as far as it is not everywhere and always. */
function conditions(step: Step) {
  const { environments, excludedEnvironments, channels, condition, runIf, disabled, required } = step;
  return said({
    environments: [...environments],
    excludedEnvironments: [...excludedEnvironments],
    channels: [...channels],
    ...(condition === 'variable' || condition === 'success' ? {} : { condition }),
    ...(runIf === undefined ? {} : { runIf }),
    disabled,
    required,
  });
}
