import { join, relative } from 'node:path';
import { keepArtifacts } from '../../artifacts/keep.ts';
import type { ActionResult, ActionRun } from '../executor.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import { isTrue } from '../properties.ts';
import { bashBootstrap } from './bash-bootstrap.ts';
import { checkOut } from './checkout.ts';
import { listenToScript } from './script-output.ts';
import { callProgram, type ShellStep } from './shell-step.ts';
import { ensureNamespace } from './target.ts';

/** Whether bash can run a step's script: one that stands in the step or lies in its repository. */
export function isBashScript({ property }: Pick<ActionRun, 'property'>): boolean {
  const source = property('Octopus.Action.Script.ScriptSource') ?? 'Inline';
  return (
    (property('Octopus.Action.Script.Syntax') ?? 'Bash') === 'Bash' && ['Inline', 'GitRepository'].includes(source)
  );
}

/** "Run a script", by bash: with the target's kubeconfig and namespace, and the functions that scripts have in Octopus. */
export async function runScriptStep(step: ShellStep): Promise<ActionResult> {
  const { run, cluster } = step;
  const { folder, script } = await scriptOf(step);
  if (cluster !== undefined) await ensureNamespace(step);
  const bootstrap = await step.folder.write(
    'octopus/bootstrap.sh',
    bashBootstrap({
      variables: run.names().map((name) => [name, run.value(name) ?? ''] as const),
      script: pathForBash(folder, script),
      parameters: run.property('Octopus.Action.Script.ScriptParameters') ?? '',
    }),
  );
  const output = listenToScript(step.masks, step.log);
  const end = await callProgram(step, {
    program: 'bash',
    args: [pathForBash(folder, bootstrap)],
    folder,
    hear: output.hear,
  });
  const lost = await keepArtifacts(step.world, run.subject, { artifacts: output.artifacts, folder });
  for (const sentence of lost) step.log('Warning', sentence);
  const { outputs, secrets } = output;
  if (end.code !== 0) {
    return { ok: false, error: output.reason() ?? `The script ended with exit code ${end.code}.`, outputs, secrets };
  }
  if (output.wroteErrors() && isTrue(run.rawProperty('Octopus.Action.FailScriptOnErrorOutput'))) {
    const error = 'The script ended with exit code 0, but wrote to its error stream.';
    return { ok: false, error, outputs, secrets };
  }
  return { ok: true, outputs, secrets };
}

/** The folder that a script works in, and its path. A repository is there as a whole, but for the script as it is committed. [client] */
async function scriptOf(step: ShellStep): Promise<{ folder: string; script: string }> {
  const { run } = step;
  if (run.property('Octopus.Action.Script.ScriptSource') !== 'GitRepository') {
    const body = run.property('Octopus.Action.Script.ScriptBody');
    if (body === undefined) throw new StepProblem(`The step '${run.step.Name}' has no script.`);
    const script = await step.folder.write('octopus/script.sh', withUnixLines(body));
    return { folder: await step.folder.folder('files'), script };
  }
  const name = run.property('Octopus.Action.Script.ScriptFileName')?.replace(/^\.\//, '');
  if (name === undefined) throw new StepProblem(`The step '${run.step.Name}' names no script.`);
  const { files, path } = await checkOut(step, 'files');
  const text = await files.repository.read(files.commit, name);
  if (text === undefined) {
    throw new StepProblem(`There is no script ${name} at commit ${files.commit} of ${files.address}.`);
  }
  await step.folder.write(join('files', name), withUnixLines(run.evaluate(text)));
  return { folder: path, script: join(path, name) };
}

/** Bash takes a carriage return for a part of the last word. */
function withUnixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Bash on Windows reads paths with slashes only, and relative ones without a drive. A name alone would be looked for on the PATH. */
function pathForBash(folder: string, path: string): string {
  const way = relative(folder, path).replaceAll('\\', '/');
  return way.startsWith('../') ? way : `./${way}`;
}
