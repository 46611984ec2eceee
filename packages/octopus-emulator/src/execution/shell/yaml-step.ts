import type { ActionResult, ActionRun } from '../executor.ts';
import { matchesGlob } from '../kubernetes/globs.ts';
import { waitsForResources } from '../kubernetes/place.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import { type AppliedObject, objectsOf } from './applied-objects.ts';
import { pinnedFilesOf } from './checkout.ts';
import { callProgram, lastWords, type ShellStep, toldInLog } from './shell-step.ts';
import { ensureNamespace, requireCluster } from './target.ts';
import { waitForObjects } from './wait-for-objects.ts';

/** Files that are applied together: those of one glob. */
interface Batch {
  readonly title: string;
  /** By their paths in the repository, `#{…}` replaced. */
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** "Deploy Kubernetes YAML", by kubectl: files of the pinned commit, or text of the step, applied and waited for. */
export async function applyYaml(step: ShellStep): Promise<ActionResult> {
  const { run } = step;
  requireCluster(step);
  const inline = run.property('Octopus.Action.Script.ScriptSource') === 'Inline';
  const batches = inline ? [inlineBatch(run)] : await batchesOf(step);
  // Everything must be readable before anything is applied.
  const objects = batches.flatMap(({ files }) => files.flatMap(([path, text]) => objectsOf(path, text)));
  await ensureNamespace(step);
  for (const [index, batch] of batches.entries()) {
    const name = `manifests/${index + 1}`;
    const folder = await step.folder.folder(name);
    for (const [path, text] of batch.files) await step.folder.write(`${name}/${path}`, text);
    if (batches.length > 1) step.log('Info', `Batch ${index + 1}: ${batch.title}`);
    const end = await callProgram(step, {
      program: 'kubectl',
      args: ['apply', '--filename', folder, '--recursive', ...applyOptions(run)],
      hear: toldInLog(step),
    });
    if (end.code !== 0) {
      return { ok: false, error: `kubectl apply ended with exit code ${end.code}${lastWords(end.stderr)}` };
    }
  }
  return waitsForResources(run) ? wait(step, objects) : { ok: true };
}

async function wait(step: ShellStep, objects: readonly AppliedObject[]): Promise<ActionResult> {
  const seconds = Number.parseInt(step.run.property('Octopus.Action.Kubernetes.DeploymentTimeout') ?? '', 10);
  const jobs = step.run.property('Octopus.Action.Kubernetes.WaitForJobs')?.toLowerCase() === 'true';
  const timeoutMs = (Number.isNaN(seconds) ? 180 : seconds) * 1_000;
  const problem = await waitForObjects(step, objects, { timeoutMs, jobs });
  return problem === undefined ? { ok: true } : { ok: false, error: problem };
}

/** Objects are applied by the server, and taken over from others, unless the step says otherwise. [docs] */
function applyOptions(run: ActionRun): string[] {
  const isOff = (name: string) =>
    run.property(`Octopus.Action.Kubernetes.ServerSideApply.${name}`)?.toLowerCase() === 'false';
  if (isOff('Enabled')) return [];
  return ['--server-side', '--field-manager=octopus', ...(isOff('ForceConflicts') ? [] : ['--force-conflicts'])];
}

function inlineBatch(run: ActionRun): Batch {
  const text = run.property('Octopus.Action.KubernetesContainers.CustomResourceYaml');
  if (text === undefined) throw new StepProblem(`The step '${run.step.Name}' has no YAML.`);
  return { title: 'inline', files: [['inline.yaml', text]] };
}

/** One for each glob; each must have a file. */
async function batchesOf(step: ShellStep): Promise<Batch[]> {
  const { run } = step;
  const { repository, commit, address } = pinnedFilesOf(step);
  const globs = (run.property('Octopus.Action.KubernetesContainers.CustomResourceYamlFileName') ?? '')
    .split(/\r?\n/)
    .map((glob) => glob.trim().replace(/^\.\//, ''))
    .filter((glob) => glob !== '');
  if (globs.length === 0) throw new StepProblem(`The step '${run.step.Name}' names no files.`);
  const batches: Batch[] = [];
  for (const glob of globs) {
    const isGlob = /[*?]/.test(glob);
    const paths = isGlob ? (await repository.list(commit, '')).filter((path) => matchesGlob(path, glob)) : [glob];
    if (paths.length === 0) throw new StepProblem(`No file at commit ${commit} of ${address} matches ${glob}.`);
    const files: [string, string][] = [];
    for (const path of paths) {
      const text = await repository.read(commit, path);
      if (text === undefined) throw new StepProblem(`There is no file ${path} at commit ${commit} of ${address}.`);
      step.log('Verbose', `${path} at commit ${commit}`);
      files.push([path, run.evaluate(text)]);
    }
    batches.push({ title: glob, files });
  }
  return batches;
}
