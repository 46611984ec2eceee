import type { World } from '../world.ts';
import { faultOf, placeOfAction } from './action-place.ts';
import type { ActionReport, ActionResult, ActionRun, Executor } from './executor.ts';
import { deployChart } from './kubernetes/helm-step.ts';
import { deployManifests } from './kubernetes/raw-yaml-step.ts';
import { simulateScript } from './kubernetes/script.ts';
import { deployPackage, healthCheck, sendEmail, unmodelled } from './simulated-steps.ts';
import type { Simulation } from './simulation.ts';
import { runWork, sleep, type Work } from './work.ts';

const UNMODELLED_MS = 1_000;
const SCRIPT_MS = 300;

/**
 * Runs steps against simulated clusters: charts and manifests are read at the release's pinned commit and applied, scripts
 * are interpreted as far as they are modelled. A step that nothing models says so in its log and succeeds.
 */
export function simulatedExecutor(world: World): Executor {
  return {
    start(run, report) {
      const fault = faultOf(world, run);
      if (fault?.kind === 'stall') return { stop() {} };
      const simulation = simulationOf(world, run, report);
      const work = fault === undefined ? simulate(simulation) : failing(fault.message);
      return runWork(world, work, {
        done: (result) => report.done(result),
        failed: (reason) =>
          report.done({ ok: false, error: reason instanceof Error ? reason.message : String(reason) }),
      });
    },
  };
}

function simulationOf(world: World, run: ActionRun, report: ActionReport): Simulation {
  return { world, run, report, ...placeOfAction(run) };
}

function* failing(message: string): Work<ActionResult> {
  yield* sleep(UNMODELLED_MS);
  return { ok: false, error: message };
}

function* simulate(simulation: Simulation): Work<ActionResult> {
  switch (simulation.run.action.ActionType) {
    case 'Octopus.HelmChartUpgrade':
      return yield* deployChart(simulation);
    case 'Octopus.KubernetesDeployRawYaml':
      return yield* deployManifests(simulation);
    case 'Octopus.Script':
    case 'Octopus.KubernetesRunScript':
      return yield* script(simulation);
    case 'Octopus.Email':
      return yield* sendEmail(simulation);
    case 'Octopus.HealthCheck':
      return yield* healthCheck(simulation);
    case 'Octopus.TentaclePackage':
    case 'Octopus.Package':
      return yield* deployPackage(simulation);
    default:
      return yield* unmodelled(simulation);
  }
}

function* script(simulation: Simulation): Work<ActionResult> {
  const { world, run, report, cluster, namespace } = simulation;
  const source = run.property('Octopus.Action.Script.ScriptSource') ?? 'Inline';
  const body = run.property('Octopus.Action.Script.ScriptBody');
  const syntax = run.property('Octopus.Action.Script.Syntax') ?? 'Bash';
  if (source !== 'Inline' || syntax !== 'Bash' || body === undefined) {
    report.log('Info', `simulated: a ${syntax} script from ${source} is not run; the step counts as done`);
    yield* sleep(UNMODELLED_MS);
    return { ok: true };
  }
  yield* sleep(SCRIPT_MS);
  const value = (name: string) => run.value(name);
  const outcome = yield* simulateScript({ world, cluster }, { script: body, namespace, report, value });
  if (outcome.skipped > 0) report.log('Verbose', `simulated: ${outcome.skipped} lines of the script were not run`);
  const { outputs, secrets } = outcome;
  return outcome.exitCode === 0
    ? { ok: true, warning: outcome.warned, outputs, secrets }
    : { ok: false, error: `The script ended with exit code ${outcome.exitCode}.`, outputs, secrets };
}
