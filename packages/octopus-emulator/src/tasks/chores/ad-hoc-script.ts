import { clusterOfAgent } from '../../clusters/kubeconfig.ts';
import { simulateScript } from '../../execution/kubernetes/script.ts';
import { sleep } from '../../execution/work.ts';
import type { MachineDocument } from '../../machines/state.ts';
import { textOf, textsOf } from './arguments.ts';
import type { Chore } from './chore.ts';
import { targetsOf, unknownTargets } from './targets.ts';

const SCRIPT_MS = 300;

/** Runs a script of the script console on targets, one after another, or on the server. [client for its arguments] */
export const adHocScript: Chore = {
  name: 'AdHocScript',
  title: 'Run a script',
  ofServer: false,
  mayQueue: true,
  problems: (world, { spaceId, args }) => [
    ...(textOf(args, 'ScriptBody') === undefined && textOf(args, 'ActionTemplateId') === undefined
      ? ['A script needs a ScriptBody, or an ActionTemplateId.']
      : []),
    ...unknownTargets(world, spaceId, args),
  ],
  *run({ world, task, part }) {
    const args = task.Arguments ?? {};
    const script = textOf(args, 'ScriptBody');
    const syntax = textOf(args, 'Syntax') ?? 'PowerShell';
    const places = placesOf(args, targetsOf(world, task.SpaceId, args));
    let failed = 0;
    for (const place of places) {
      const own = part(place.name);
      own.begin();
      yield* sleep(SCRIPT_MS);
      if (script === undefined || syntax !== 'Bash') {
        own.line('Info', `simulated: a ${syntax} script is not run; it counts as done`);
        own.end('Success');
        continue;
      }
      if (world.runsPrograms) {
        own.line('Warning', 'simulated: a script of the script console is interpreted, and reaches no real cluster');
      }
      const report = { log: own.line, done: () => {} };
      const outcome = yield* simulateScript(
        { world, cluster: place.cluster },
        { script, namespace: place.namespace, report },
      );
      if (outcome.skipped > 0) own.line('Verbose', `simulated: ${outcome.skipped} lines of the script were not run`);
      if (outcome.exitCode !== 0) {
        failed += 1;
        own.line('Error', `The script ended with exit code ${outcome.exitCode}.`);
      }
      own.end(outcome.exitCode === 0 ? 'Success' : 'Failed');
    }
    return failed === 0 ? { ok: true } : { ok: false, error: `The script failed on ${failed} of ${places.length}.` };
  },
};

interface Place {
  readonly name: string;
  readonly cluster: string | undefined;
  readonly namespace: string;
}

/** Where the script runs: on the server when no target is asked for. [guess] */
function placesOf(args: Readonly<Record<string, unknown>>, targets: readonly MachineDocument[]): Place[] {
  const asked = ['MachineIds', 'EnvironmentIds', 'TargetRoles'].some((name) => textsOf(args, name).length > 0);
  if (!asked) return [{ name: 'Octopus Server', cluster: undefined, namespace: 'default' }];
  return targets.map(({ Name, Endpoint }) => ({
    name: Name,
    cluster: clusterOfAgent(Endpoint.TentacleEndpointConfiguration?.Uri ?? Endpoint.Uri ?? Name),
    namespace: Endpoint.DefaultNamespace ?? 'default',
  }));
}
