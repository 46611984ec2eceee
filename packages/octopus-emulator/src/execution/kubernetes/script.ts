import { podNames } from '../../clusters/objects.ts';
import { isRolledOut, restartWorkload } from '../../clusters/rollouts.ts';
import { selects, type WorkloadDocument } from '../../clusters/state.ts';
import { timeOf, type World } from '../../world.ts';
import type { ActionReport } from '../executor.ts';
import type { EffectAnswer, ScriptEffect } from '../script/effects.ts';
import { runScript, type ScriptOutcome } from '../script/interpret.ts';
import { arrival, sleep, type Work } from '../work.ts';
import { rolledOut } from './apply.ts';
import { requestInCluster } from './request.ts';

interface Place {
  readonly world: World;
  /** Undefined: the script runs on the server and reaches no cluster. */
  readonly cluster: string | undefined;
}

const CONNECTION_REFUSED = 7;

/** How a script ended, and what it left. */
export interface SimulatedOutcome extends ScriptOutcome {
  readonly outputs: Readonly<Record<string, string>>;
  /** Outputs that must not appear in a log. */
  readonly secrets: readonly string[];
  /** It wrote a warning or an error. */
  readonly warned: boolean;
}

/** Runs a script against a simulated cluster. */
export function* simulateScript(
  place: Place,
  options: {
    script: string;
    namespace: string;
    report: ActionReport;
    /** Values of variables of the run. */
    value?: (name: string) => string | undefined;
  },
): Work<SimulatedOutcome> {
  const running = runScript(options.script, { namespace: options.namespace });
  const outputs: Record<string, string> = {};
  const secrets: string[] = [];
  let warned = false;
  let next = running.next();
  while (!next.done) {
    const effect = next.value;
    if (effect.kind === 'log') {
      options.report.log(effect.level, effect.text);
      warned ||= effect.level === 'Warning' || effect.level === 'Error';
    }
    if (effect.kind === 'output') {
      outputs[effect.name] = effect.value;
      if (effect.sensitive) secrets.push(effect.value);
    }
    if (effect.kind === 'variable') {
      const value = options.value?.(effect.name);
      next = running.next({ code: value === undefined ? 1 : 0, lines: value === undefined ? [] : [value] });
    } else next = running.next(yield* perform(place, effect));
  }
  return { ...next.value, outputs, secrets, warned };
}

function* perform(place: Place, effect: Exclude<ScriptEffect, { kind: 'variable' }>): Work<EffectAnswer> {
  switch (effect.kind) {
    case 'log':
    case 'output':
      return { code: 0, lines: [] };
    case 'sleep':
      yield* sleep(effect.ms);
      return { code: 0, lines: [] };
    case 'now':
      return { code: 0, lines: [timeOf(place.world)] };
    case 'get':
      return get(place, effect);
    case 'http':
      return yield* request(place, effect);
    default:
      return yield* rollout(place, effect);
  }
}

function workloadsOf({ world, cluster }: Place, namespace: string | undefined): WorkloadDocument[] {
  return world.store
    .all('Workloads')
    .filter((workload) => workload.Cluster === cluster && (namespace ?? workload.Namespace) === workload.Namespace);
}

function notFound(kind: string, name: string): EffectAnswer {
  return { code: 1, lines: [`Error from server (NotFound): ${kind} "${name}" not found`] };
}

function* rollout(
  place: Place,
  effect: Extract<ScriptEffect, { kind: 'rolloutStatus' | 'rolloutRestart' }>,
): Work<EffectAnswer> {
  const workload = workloadsOf(place, effect.namespace).find(({ Name }) => Name === effect.name);
  if (workload === undefined) return notFound('deployments.apps', effect.name);
  if (effect.kind === 'rolloutRestart') {
    restartWorkload(place.world, workload);
    return { code: 0, lines: [`deployment.apps/${effect.name} restarted`] };
  }
  const problem = yield* rolledOut(place.world, [workload.Id], effect.timeoutMs);
  if (problem !== undefined) return { code: 1, lines: [`error: ${problem}`] };
  return { code: 0, lines: [`deployment "${effect.name}" successfully rolled out`] };
}

function get(place: Place, effect: Extract<ScriptEffect, { kind: 'get' }>): EffectAnswer {
  const lines = namesOf(place, effect).filter((name) => effect.name === undefined || name === effect.name);
  if (effect.name !== undefined && lines.length === 0) return notFound(effect.resource, effect.name);
  return { code: 0, lines };
}

function namesOf(place: Place, effect: Extract<ScriptEffect, { kind: 'get' }>): string[] {
  const found = workloadsOf(place, effect.namespace);
  if (effect.resource === 'namespaces') return [...new Set(found.map(({ Namespace }) => Namespace))];
  if (effect.resource === 'services') {
    return place.world.store
      .all('Services')
      .filter(({ Cluster, Namespace }) => Cluster === place.cluster && (effect.namespace ?? Namespace) === Namespace)
      .map(({ Name }) => Name);
  }
  const terms = effect.selector?.split(',').map((term) => term.split(/==?/).map((side) => side.trim())) ?? [];
  const selector: Record<string, string> = Object.fromEntries(terms);
  const selected = found.filter(({ Pods }) => terms.length === 0 || selects(selector, Pods.Labels));
  return effect.resource === 'deployments' ? selected.map(({ Name }) => Name) : selected.flatMap(podNames);
}

/** A real request to the cluster's API, which answers for the workload. */
function* request(place: Place, effect: Extract<ScriptEffect, { kind: 'http' }>): Work<EffectAnswer> {
  const { cluster } = place;
  const target = targetOf(place, effect);
  if (cluster === undefined || target === undefined) return { code: CONNECTION_REFUSED, lines: [] };
  const asked = requestInCluster(place.world, { cluster, ...target, port: effect.port, path: effect.path });
  try {
    const answer = yield* arrival(asked);
    return { code: 0, lines: answer.body.split('\n'), status: answer.status };
  } catch {
    // Whatever kept the request from being answered, curl would only know that nothing came.
    return { code: CONNECTION_REFUSED, lines: [] };
  }
}

function targetOf(
  place: Place,
  effect: Extract<ScriptEffect, { kind: 'http' }>,
): { via: 'pods' | 'services'; namespace: string; name: string } | undefined {
  const { via, namespace, name } = effect;
  if (via !== 'deployments') return { via, namespace, name };
  const workload = workloadsOf(place, namespace).find(({ Name }) => Name === name);
  const pod = workload === undefined || !isRolledOut(workload) ? undefined : podNames(workload)[0];
  return pod === undefined ? undefined : { via: 'pods', namespace, name: pod };
}
