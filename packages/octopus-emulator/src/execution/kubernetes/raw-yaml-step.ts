import type { ActionResult } from '../executor.ts';
import type { Simulation } from '../simulation.ts';
import type { Work } from '../work.ts';
import { applyManifests } from './apply.ts';
import { matchesGlob } from './globs.ts';
import { readManifests } from './manifests.ts';
import { openPinnedFiles } from './pinned-files.ts';
import { placeOf } from './place.ts';

/** "Deploy Kubernetes YAML": files of the pinned commit, or text of the step, with `#{…}` replaced, applied. */
export function* deployManifests(simulation: Simulation): Work<ActionResult> {
  const { world, run, report } = simulation;
  const texts =
    run.property('Octopus.Action.Script.ScriptSource') === 'Inline' ? inline(simulation) : yield* files(simulation);
  if (typeof texts === 'string') return { ok: false, error: texts };
  const manifests = readManifests(texts.map((text) => run.evaluate(text)).join('\n---\n'));
  const target = placeOf(simulation, 'Octopus.Action.Kubernetes.DeploymentTimeout', 180);
  if (typeof target === 'string') return { ok: false, error: target };
  const problem = yield* applyManifests(world, { manifests, target, report });
  return problem === undefined ? { ok: true } : { ok: false, error: problem };
}

function inline({ run }: Simulation): string[] | string {
  const text = run.property('Octopus.Action.KubernetesContainers.CustomResourceYaml');
  return text === undefined ? `The step '${run.step.Name}' has no YAML.` : [text];
}

function* files({ world, run, report }: Simulation): Work<string[] | string> {
  const pinned = openPinnedFiles(world, run);
  if (typeof pinned === 'string') return pinned;
  const globs = (run.property('Octopus.Action.KubernetesContainers.CustomResourceYamlFileName') ?? '')
    .split(/\r?\n/)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');
  const texts: string[] = [];
  for (const glob of globs) {
    const paths = glob.includes('*') ? (yield* pinned.list('')).filter((path) => matchesGlob(path, glob)) : [glob];
    for (const path of paths) {
      const text = yield* pinned.read(path);
      if (text === undefined) return `There is no file ${path} at commit ${pinned.commit} of ${pinned.address}.`;
      report.log('Verbose', `Applying ${path} at commit ${pinned.commit}`);
      texts.push(text);
    }
  }
  return texts.length > 0 ? texts : `No file at commit ${pinned.commit} matches: ${globs.join(', ')}.`;
}
