import type { Step } from '@octotrain/lab-config';
import type { StepWrite } from '@octotrain/octopus-client';
import type { Source } from './source.ts';
import { stepOf } from './steps.ts';

/**
 * The steps of a process, or none when one of them cannot be said: a process is replaced as a whole, so one that
 * lacks a step would take it from the server.
 */
export function processOf(options: {
  source: Source;
  space: string;
  /** The project, or the project and the runbook. */
  name: string;
  /** Undefined when the server does not show it. */
  steps: readonly StepWrite[] | undefined;
}): readonly Step[] {
  const { source, space, name, steps } = options;
  if (steps === undefined) {
    source.leaveOut({ kind: 'process', space, name, reason: 'the server does not show it: it may be kept in git' });
    return [];
  }
  const back = steps.map((step) => ({ name: step.Name, ...stepOf(step, source.nameOf) }));
  const unsaid = back.flatMap((one) => (one.step === undefined ? [`"${one.name}": ${one.reason}`] : []));
  if (unsaid.length > 0) {
    const reason = `left as it is on the server, for the step ${unsaid.join('; the step ')}`;
    source.leaveOut({ kind: 'process', space, name, reason });
    return [];
  }
  return back.flatMap((one) => {
    if (one.step === undefined) return [];
    if (one.unsaidSettings.length > 0) {
      const reason = `settings that a lab file does not know stay on the server: ${one.unsaidSettings.join(', ')}`;
      source.leaveOut({ kind: 'step', space, name: `${name} / ${one.name}`, reason });
    }
    return [one.step];
  });
}
