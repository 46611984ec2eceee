import { isExclusive } from '../../tasks/walk/target-locks.ts';
import type { World } from '../../world.ts';
import { faultOf, placeOfAction } from '../action-place.ts';
import type { ActionReport, ActionResult, ActionRun, ActionWork, Executor } from '../executor.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import { simulatedExecutor } from '../simulated-executor.ts';
import { environmentOf } from './environment.ts';
import { upgradeChart } from './helm-step.ts';
import { secretsOfKubeconfig } from './kubeconfig.ts';
import { createLogBuffer } from './log-buffer.ts';
import { createMasks } from './masks.ts';
import { isBashScript, runScriptStep } from './script-step.ts';
import type { ShellOptions } from './shell-options.ts';
import { type ShellStep, Stopped } from './shell-step.ts';
import { kubeconfigOf } from './target.ts';
import type { WorkFolders } from './work-folders.ts';
import { applyYaml } from './yaml-step.ts';

type RealStep = (step: ShellStep) => Promise<ActionResult>;

/** What really carries out an action; undefined for what only the simulation does. */
function realStep(run: ActionRun): RealStep | undefined {
  switch (run.action.ActionType) {
    case 'Octopus.HelmChartUpgrade':
      return upgradeChart;
    case 'Octopus.KubernetesDeployRawYaml':
      return applyYaml;
    case 'Octopus.Script':
    case 'Octopus.KubernetesRunScript':
      return isBashScript(run) ? runScriptStep : undefined;
    default:
      return undefined;
  }
}

/**
 * Runs steps for real: charts are upgraded by helm, manifests applied by kubectl, scripts run by bash, each in a folder of its own
 * that is gone afterwards, and all their processes end with the step. What has no program here is simulated, and says so.
 */
export function shellExecutor(world: World, options: ShellOptions, folders: WorkFolders): Executor {
  const simulated = simulatedExecutor(world);
  const atWork = new Set<ActionWork>();
  let closed = false;

  function start(run: ActionRun, report: ActionReport): ActionWork {
    if (closed) return { stop() {} };
    const real = realStep(run);
    if (real === undefined) {
      report.log('Verbose', `simulated: the shell executor has nothing that runs ${run.action.ActionType}`);
      return simulated.start(run, report);
    }
    const fault = faultOf(world, run);
    if (fault?.kind === 'stall') return { stop() {} };
    const work = begin(fault === undefined ? real : async () => ({ ok: false, error: fault.message }), run, report);
    atWork.add(work);
    work.over?.then(() => atWork.delete(work));
    return work;
  }

  function begin(real: RealStep, run: ActionRun, report: ActionReport): ActionWork {
    const ending = new AbortController();
    const buffer = createLogBuffer(world.clock, report.log);
    const masks = createMasks(run.secrets());
    let warned = false;
    const working = carryOut(real, {
      world,
      run,
      options,
      folders,
      masks,
      signal: ending.signal,
      log: (category, text) => {
        if (ending.signal.aborted) return;
        warned ||= category === 'Warning' || category === 'Error';
        buffer.log(category, masks.mask(text));
      },
    });
    const ended = (result: ActionResult | undefined): void => {
      if (ending.signal.aborted || result === undefined) return;
      buffer.flush();
      report.done(result.ok ? { ...result, warning: warned } : { ...result, error: masks.mask(result.error) });
    };
    world.background.run(working, ended, (reason) => ended({ ok: false, error: sentenceOf(reason) }));
    return {
      stop() {
        buffer.flush();
        ending.abort();
      },
      over: working.then(
        () => undefined,
        () => undefined,
      ),
    };
  }

  return {
    start,
    async close() {
      closed = true;
      for (const work of atWork) work.stop();
      await Promise.all([...atWork].map(({ over }) => over));
      await folders.close();
    },
  };
}

/** Carries out a step in a folder of its own; undefined when it was stopped meanwhile. */
async function carryOut(
  real: RealStep,
  given: Pick<ShellStep, 'world' | 'run' | 'options' | 'masks' | 'signal' | 'log'> & { readonly folders: WorkFolders },
): Promise<ActionResult | undefined> {
  const { run, options, masks } = given;
  const place = placeOfAction(run);
  const folder = await given.folders.open();
  try {
    if (run.machine !== undefined && isExclusive(run.machine)) {
      given.log('Warning', `simulated: this runs where the server runs, not on ${run.machine.Name}`);
    }
    const kubeconfig = await kubeconfigOf(run, place, options);
    for (const secret of secretsOfKubeconfig(kubeconfig)) masks.add(secret);
    const environment = environmentOf({
      base: options.environment,
      programs: [options.programs.kubectl, options.programs.helm],
      folders: {
        kubeconfig: await folder.write('kubeconfig', kubeconfig),
        helm: await folder.folder('helm'),
        temporary: await folder.folder('temporary'),
      },
    });
    return await real({ ...given, ...place, folder, environment });
  } catch (reason) {
    if (reason instanceof Stopped) return undefined;
    if (reason instanceof StepProblem) return { ok: false, error: reason.message };
    throw reason;
  } finally {
    await folder.remove();
  }
}

function sentenceOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
