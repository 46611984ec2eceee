import { setPath, type Values } from '../charts/values.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import { valuePathsOf, valueSourcesOf } from '../kubernetes/value-sources.ts';
import { type Checkout, pinnedFilesOf } from './checkout.ts';
import type { ShellStep } from './shell-step.ts';

/**
 * Writes the values of a Helm step into files, `#{…}` replaced, and gives their paths in helm's order: the last has the highest
 * priority. The first of the step's sources has it; within a source later files win; what older steps have beside the
 * sources beats all of them. [client]
 */
export async function writeValues(step: ShellStep, checkout: Checkout): Promise<string[]> {
  const written: string[] = [];
  const write = async (name: string, text: string): Promise<void> => {
    const number = String(written.length + 1).padStart(2, '0');
    written.push(await step.folder.write(`values/${number}-${name}`, text));
  };
  for (const source of valueSourcesOf(step.run).reverse()) {
    switch (source.Type) {
      case 'KeyValues':
        if (typeof source.Value === 'object' && source.Value !== null) await write(...keyValues(step, source.Value));
        break;
      case 'InlineYaml':
        await write('inline.yaml', step.run.evaluate(String(source.Value ?? '')));
        break;
      case 'Chart':
      case 'GitRepository':
        for (const path of valuePathsOf(step.run, source.ValuesFilePaths)) {
          const text = await valuesFile(step, checkout, { path, dependency: source.GitDependencyName ?? undefined });
          await write(path.replace(/[\\/]/g, '-'), step.run.evaluate(text));
        }
        break;
      default:
        throw new StepProblem(`Values of the type '${source.Type}' cannot be fetched by this server.`);
    }
  }
  const inline = step.run.property('Octopus.Action.Helm.YamlValues');
  if (inline !== undefined) await write('inline.yaml', inline);
  const pairs = step.run.rawProperty('Octopus.Action.Helm.KeyValues');
  if (pairs !== undefined && pairs.trim() !== '') await write(...keyValues(step, pairsOf(pairs)));
  return written;
}

/** From a repository of its own, else where the chart is: below the root, or below the chart. */
async function valuesFile(
  step: ShellStep,
  { files }: Checkout,
  { path, dependency }: { path: string; dependency: string | undefined },
): Promise<string> {
  const own = dependency === undefined || dependency === '' ? files : pinnedFilesOf(step, dependency);
  const { repository, commit, address } = own;
  const chart = step.run.property('Octopus.Action.Helm.ChartDirectory')?.replace(/^\.\//, '').replace(/\/+$/, '') ?? '';
  const text = (await repository.read(commit, path)) ?? (await repository.read(commit, `${chart}/${path}`));
  if (text === undefined) throw new StepProblem(`There is no values file ${path} at commit ${commit} of ${address}.`);
  step.log('Verbose', `Values of ${path}`);
  return text;
}

/** Dotted names become nested values. JSON is YAML. */
function keyValues({ run }: ShellStep, pairs: Readonly<Record<string, unknown>>): [name: string, text: string] {
  let values: Values = {};
  for (const [path, value] of Object.entries(pairs)) values = setPath(values, path, run.evaluate(String(value)));
  return ['key-values.yaml', JSON.stringify(values)];
}

function pairsOf(text: string): Record<string, unknown> {
  try {
    const pairs: unknown = JSON.parse(text);
    if (typeof pairs === 'object' && pairs !== null) return { ...pairs };
  } catch {
    // Told below.
  }
  throw new StepProblem('The key values of the step are no JSON object.');
}
