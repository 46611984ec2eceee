import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionResult } from '../executor.ts';
import { chartFolderOf, releaseNameOf } from '../kubernetes/chart-of-step.ts';
import { waitsForResources } from '../kubernetes/place.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import { checkOut } from './checkout.ts';
import { helmUpgradeArguments } from './helm-arguments.ts';
import { writeValues } from './helm-values.ts';
import { withoutSecretArguments } from './secret-arguments.ts';
import { callProgram, lastWords, type ShellStep, toldInLog } from './shell-step.ts';
import { ensureNamespace, requireCluster } from './target.ts';
import { wordsOf } from './words.ts';

/** "Deploy a Helm chart", by helm: the chart of the pinned commit with the step's values. */
export async function upgradeChart(step: ShellStep): Promise<ActionResult> {
  const { run, namespace, options } = step;
  requireCluster(step);
  const release = releaseNameOf(run);
  const own = wordsOf(run.property('Octopus.Action.Helm.AdditionalArgs') ?? '');
  if (own === undefined) throw new StepProblem("A quote is not closed in the step's additional arguments.");
  const custom = run.property('Octopus.Action.Helm.CustomHelmExecutable');
  if (custom !== undefined) step.log('Warning', `${custom} is not used: this server has ${options.programs.helm}`);

  const checkout = await checkOut(step, 'repository');
  const folder = chartFolderOf(run);
  const chart = join(checkout.path, folder);
  const { commit, address } = checkout.files;
  await access(join(chart, 'Chart.yaml')).catch(() => {
    throw new StepProblem(`There is no chart in ${folder} at commit ${commit} of ${address}.`);
  });
  const values = await writeValues(step, checkout);
  await ensureNamespace(step);

  step.log('Info', `helm upgrade --install ${release} ${folder} --namespace ${namespace}, commit ${commit}`);
  const args = helmUpgradeArguments({
    release,
    chart,
    namespace,
    values,
    resetValues: run.property('Octopus.Action.Helm.ResetValues')?.toLowerCase() !== 'false',
    timeout: run.property('Octopus.Action.Helm.Timeout'),
    waits: waitsForResources(run),
    waitsForJobs: run.property('Octopus.Action.Kubernetes.WaitForJobs')?.toLowerCase() === 'true',
    own: await withoutSecretArguments(step, own),
  });
  step.log('Verbose', [options.programs.helm, ...args].join(' '));
  const end = await callProgram(step, { program: 'helm', args, hear: toldInLog(step) });
  if (end.code === 0) return { ok: true };
  return {
    ok: false,
    error: `helm ended with exit code ${end.code}${lastWords(end.stderr)}${adviceFor(end.stderr, step, release)}`,
  };
}

/** What to do about a release that a helm before left half done. */
function adviceFor(stderr: string, { namespace }: ShellStep, release: string): string {
  if (!/another operation .* is in progress/.test(stderr)) return '';
  return (
    `. If no helm is at work on it, one was cut off: 'helm history ${release} --namespace ${namespace}' shows it as pending; ` +
    `'helm rollback ${release} --namespace ${namespace}', or 'helm uninstall' where nothing was installed before, lets the next deployment go on.`
  );
}
