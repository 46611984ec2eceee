import { readValues, renderChart } from '../charts/render-chart.ts';
import { overlay, setPath, type Values } from '../charts/values.ts';
import type { ActionResult, ActionRun } from '../executor.ts';
import type { Simulation } from '../simulation.ts';
import { sleep, type Work } from '../work.ts';
import { applyManifests } from './apply.ts';
import { chartFolderOf, releaseNameOf } from './chart-of-step.ts';
import { readManifests } from './manifests.ts';
import { openPinnedFiles, type PinnedFiles } from './pinned-files.ts';
import { placeOf } from './place.ts';
import { StepProblem } from './step-problem.ts';
import { valuePathsOf, valueSourcesOf } from './value-sources.ts';

const FETCH_MS = 500;

/** "Deploy a Helm chart": the chart of the pinned commit, rendered with its values, applied and waited for. */
export function* deployChart(simulation: Simulation): Work<ActionResult> {
  try {
    return yield* deploy(simulation);
  } catch (error) {
    if (error instanceof StepProblem) return { ok: false, error: error.message };
    throw error;
  }
}

function* deploy(simulation: Simulation): Work<ActionResult> {
  const { world, run, report, namespace } = simulation;
  const pinned = openPinnedFiles(world, run);
  if (typeof pinned === 'string') return { ok: false, error: pinned };
  const folder = chartFolderOf(run);
  const files = yield* chartFiles(pinned, folder);
  const values = yield* valuesOf(run, pinned, files);
  const name = releaseNameOf(run);
  const rendered = renderChart({ files, values, release: { name, namespace } });
  if ('problem' in rendered)
    return { ok: false, error: `The chart in ${folder} cannot be rendered: ${rendered.problem}` };
  report.log(
    'Info',
    `simulated: helm upgrade --install ${name} ${folder} --namespace ${namespace}, commit ${pinned.commit}`,
  );
  yield* sleep(FETCH_MS);
  const target = placeOf(simulation, 'Octopus.Action.Helm.Timeout', 300);
  if (typeof target === 'string') return { ok: false, error: target };
  const problem = yield* applyManifests(world, { manifests: readManifests(rendered.text), target, report });
  if (problem !== undefined) return { ok: false, error: problem };
  report.log('Info', `Release "${name}" is deployed.`);
  return { ok: true };
}

/** Texts of the chart, by path below its folder. */
function* chartFiles(pinned: PinnedFiles, folder: string): Work<Map<string, string>> {
  const files = new Map<string, string>();
  const prefix = folder === '.' || folder === '' ? '' : `${folder}/`;
  for (const path of yield* pinned.list(folder)) {
    const text = yield* pinned.read(path);
    if (text !== undefined) files.set(path.slice(prefix.length), text);
  }
  if (!files.has('Chart.yaml')) throw new StepProblem(`There is no chart in ${folder} at commit ${pinned.commit}.`);
  return files;
}

/** The chart's own values, and over them the step's sources, of which the first has the highest priority. [client] */
function* valuesOf(run: ActionRun, pinned: PinnedFiles, files: ReadonlyMap<string, string>): Work<Values> {
  let values = parsedValues('values.yaml', files.get('values.yaml') ?? '');
  for (const source of valueSourcesOf(run).reverse()) {
    if (source.Type === 'KeyValues' && typeof source.Value === 'object' && source.Value !== null) {
      for (const [path, value] of Object.entries(source.Value))
        values = setPath(values, path, run.evaluate(String(value)));
    } else if (source.Type === 'InlineYaml') {
      values = overlay(values, parsedValues('the inline values', run.evaluate(String(source.Value ?? ''))));
    } else if (source.Type === 'Chart' || source.Type === 'GitRepository') {
      for (const path of valuePathsOf(run, source.ValuesFilePaths)) {
        const text = (yield* pinned.read(path)) ?? files.get(path);
        if (text === undefined) throw new StepProblem(`There is no values file ${path} at commit ${pinned.commit}.`);
        values = overlay(values, parsedValues(path, run.evaluate(text)));
      }
    } else throw new StepProblem(`simulated: values of the type '${source.Type}' are not modelled.`);
  }
  return values;
}

function parsedValues(name: string, text: string): Values {
  try {
    return readValues(text);
  } catch (error) {
    throw new StepProblem(`${name} is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}
