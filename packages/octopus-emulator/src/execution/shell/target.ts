import { readFile } from 'node:fs/promises';
import { agentPlace } from '../../machines/agent-place.ts';
import type { MachineDocument } from '../../machines/state.ts';
import type { ActionPlace } from '../action-place.ts';
import type { ActionRun } from '../executor.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import { contextOfKubeconfig, emptyKubeconfig } from './kubeconfig.ts';
import type { KubeconfigEntry, ShellOptions } from './shell-options.ts';
import { callProgram, type ShellStep } from './shell-step.ts';

/**
 * The kubeconfig of an action: of its target's cluster alone, with the namespace of the step; one that reaches nothing for
 * an action on the server, so that it finds no cluster of whoever runs it.
 *
 * @throws {StepProblem} when nobody said how the target is reached.
 */
export async function kubeconfigOf(
  run: Pick<ActionRun, 'machine'>,
  { cluster, namespace }: ActionPlace,
  options: Pick<ShellOptions, 'kubeconfigs' | 'asAgents'>,
): Promise<string> {
  if (run.machine === undefined || cluster === undefined) return emptyKubeconfig;
  const ofTarget = entryOf(options.kubeconfigs, run.machine.Name);
  const entry = ofTarget ?? entryOf(options.kubeconfigs, cluster);
  if (entry === undefined) {
    throw new StepProblem(
      `This server does not know how to reach the target '${run.machine.Name}' on the cluster '${cluster}'. ` +
        `Start it with --kubeconfig-for ${cluster}=FILE, where FILE is a kubeconfig of that cluster.`,
    );
  }
  const text = await readFile(entry.file, 'utf8').catch((error: Error) => {
    throw new StepProblem(
      `The kubeconfig ${entry.file} of the cluster '${cluster}' cannot be read: ${error.message}. Is the cluster up?`,
    );
  });
  const made = contextOfKubeconfig(text, {
    ...{ file: entry.file, context: entry.context, namespace },
    as: options.asAgents && ofTarget === undefined ? accountOf(run.machine) : undefined,
  });
  if ('problem' in made) throw new StepProblem(made.problem);
  return made.text;
}

/** Whom the scripts of an agent work as; undefined for another target. */
function accountOf(machine: MachineDocument): string | undefined {
  const place = agentPlace(machine);
  return place && `system:serviceaccount:${place.namespace}:octopus-agent-scripts`;
}

function entryOf(entries: ShellOptions['kubeconfigs'], name: string): KubeconfigEntry | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

/** A step that deploys needs a cluster to deploy to. */
export function requireCluster({ run, cluster }: ShellStep): void {
  if (cluster !== undefined) return;
  throw new StepProblem(`The step '${run.step.Name}' names no target tags, so it has no cluster to deploy to.`);
}

/** Makes the namespace of a step when it is not there. Whether that worked is seen by what comes next. [client] */
export async function ensureNamespace(step: ShellStep): Promise<void> {
  const { namespace } = step;
  if (namespace === 'default') return;
  const limit = '--request-timeout=60s';
  const found = await callProgram(step, {
    program: 'kubectl',
    args: ['get', 'namespace', namespace, '--output=name', limit],
  });
  if (found.code === 0) return;
  const verbose = (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') step.log('Verbose', line);
  };
  if (!found.stderr.includes('NotFound')) return verbose(found.stderr);
  const made = await callProgram(step, { program: 'kubectl', args: ['create', 'namespace', namespace, limit] });
  verbose(made.stdout);
  verbose(made.stderr);
}
