import { agentsOf } from '../resolve/spaces.ts';
import { environmentsOf } from './known.ts';
import type { ProjectCheck } from './project-check.ts';
import { reachedBy, runsIn } from './reach.ts';

/**
 * Checks that each step that deploys to agents finds one in every environment that its releases reach. A space whose
 * agents the file does not speak of may have other targets.
 */
export function checkTargets({ report, path, project, file, space }: ProjectCheck): void {
  const entry = file.spaces[space];
  if (!entry?.agents) return;
  const known = environmentsOf(file);
  const clusters = Object.values(file.clusters ?? {});
  // Where a cluster names an environment that there is none of, that is what is wrong.
  if (clusters.some(({ environments }) => environments.some((one) => !known.includes(one)))) return;
  const agents = agentsOf(space, entry, file);
  project.process?.forEach((step, index) => {
    if (step.kind !== 'helm' && step.kind !== 'kubernetesYaml') return;
    const tagged = agents.filter(({ targetTags }) => targetTags.includes(step.targetTag));
    if (step.disabled || !entry.agents?.targetTags.includes(step.targetTag)) return;
    const missing = reachedBy(project, { file, space }).filter(
      (environment) =>
        runsIn(step, environment) && !tagged.some(({ environments }) => environments.includes(environment)),
    );
    if (missing.length === 0) return;
    report([...path, index, 'targetTag'], {
      code: 'no-target',
      message: `no agent with the target tag \`${step.targetTag}\` is in ${missing.join(', ')}, where \`${step.name}\` runs`,
      hint: 'let a cluster of the space’s agents have the environment, or say the step’s `environments`',
    });
  });
}
