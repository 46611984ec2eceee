import { type Activity, findStep, type OctopusApi } from '@octotrain/octopus-client';
import type { PlannedStop, RunEvent, RunSmoke } from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ask } from './asking.ts';
import type { Probe, SmokeProbes } from './probe.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore } from './writing.ts';

/** Runs one attempt of one smoke test. */
export async function runSmoke(effect: RunSmoke, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const stop = session.plan.stops.find(({ id }) => id === effect.stop);
  const spaceId = session.plan.cars.find(({ id }) => id === stop?.car)?.space.id;
  if (!stop || !spaceId) return nothingMore;
  const probe =
    effect.smoke.kind === 'step'
      ? await stepProbe(deps.api, spaceId, effect.taskId, effect.smoke.step)
      : await clusterProbe(effect, stop, deps.probes);
  return [{ type: 'smoke', stop: stop.id, index: effect.index, ...probe, at: deps.at() }];
}

async function clusterProbe(effect: RunSmoke, stop: PlannedStop, probes: SmokeProbes): Promise<Probe> {
  const { context, namespace } = stop;
  if (!context) return { result: 'inconclusive', detail: `no cluster is named for ${stop.environment.name}` };
  if (!namespace) return { result: 'inconclusive', detail: 'the server has no value of `Namespace` there' };
  const { smoke } = effect;
  if (smoke.kind === 'rollout') return probes.rollout({ context, namespace, smoke });
  return smoke.kind === 'http'
    ? probes.http({ context, namespace, smoke })
    : { result: 'inconclusive', detail: 'not a question to a cluster' };
}

/** Whether a step of the deployment's process ran and succeeded, from the task's log tree. */
async function stepProbe(api: OctopusApi, spaceId: string, taskId: string | null, step: string): Promise<Probe> {
  if (!taskId) return { result: 'inconclusive', detail: 'there is no task to look into' };
  const { data } = await ask(() =>
    api.GET('/api/{spaceId}/tasks/{id}/details', { params: { path: { spaceId, id: taskId } } }),
  );
  return judgeStep(data.ActivityLogs, step);
}

/** Judges a step by its node in a task's log. */
export function judgeStep(logs: readonly Activity[], step: string): Probe {
  const node = findStep(logs, step);
  if (!node) return { result: 'failed', detail: 'the step did not run' };
  const said = node.Status.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  if (node.Status === 'Success' || node.Status === 'SuccessWithWarning') return { result: 'passed', detail: said };
  if (node.Status === 'Pending' || node.Status === 'Running')
    return { result: 'inconclusive', detail: `the step is ${said}` };
  return { result: 'failed', detail: `the step is ${said}` };
}
