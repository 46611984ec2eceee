import type { AppliedObject } from './applied-objects.ts';
import { callProgram, lastWords, type ShellStep, toldInLog } from './shell-step.ts';

/** Kinds whose rollout kubectl can wait for. */
const rolledOut = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/**
 * Waits until what was applied is rolled out, all of it within one time-out; jobs until they are complete, if they are asked for. Gives the
 * sentence of what was not, if anything was not.
 */
export async function waitForObjects(
  step: ShellStep,
  objects: readonly AppliedObject[],
  options: { readonly timeoutMs: number; readonly jobs: boolean },
): Promise<string | undefined> {
  const { clock } = step.world;
  const until = clock.now() + options.timeoutMs;
  for (const { kind, name, namespace = step.namespace } of objects) {
    const isJob = kind === 'Job' && options.jobs;
    if (!isJob && !rolledOut.has(kind)) continue;
    const what = `${kind.toLowerCase()}/${name}`;
    const leftS = Math.max(1, Math.ceil((until - clock.now()) / 1_000));
    const way = isJob ? ['wait', what, '--for=condition=complete'] : ['rollout', 'status', what];
    const end = await callProgram(step, {
      program: 'kubectl',
      args: [...way, '--namespace', namespace, `--timeout=${leftS}s`],
      hear: toldInLog(step),
    });
    if (end.code !== 0) {
      const limit = options.timeoutMs / 1_000;
      return `${what} in ${namespace} was not ready within ${limit} seconds${lastWords(end.stderr)}`;
    }
  }
  return undefined;
}
