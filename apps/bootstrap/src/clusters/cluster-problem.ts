import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { KubeProblem } from '@octotrain/kube-kit';
import type { ClusterProvider } from '@octotrain/lab-config';

/** A cluster's problem, and what to do about it. */
export function problemText(
  { name, provider }: { name: string; provider: ClusterProvider },
  { code, message, hint }: KubeProblem,
): string {
  const lines = [`${name}: ${message}`, ...(hint === undefined ? [] : [hint])];
  if (provider === 'kind' && code === 'program-missing') lines.push('clusters without containers: --provider kwok');
  return lines.join('\n');
}

/** How a command ends that met these problems: the gravest decides. */
export function exitOf(problems: readonly KubeProblem[]): ExitCode {
  const codes = new Set(problems.map(({ code }) => code));
  if (codes.size === 0) return exitCodes.done;
  if (codes.has('aborted')) return exitCodes.interrupted;
  if (codes.has('held')) return exitCodes.heldByAnother;
  const reach = ['unreachable', 'timeout', 'unauthorized', 'forbidden'] as const;
  if (codes.has('unauthorized') || codes.has('forbidden')) return exitCodes.notPermitted;
  return [...codes].every((code) => reach.some((one) => one === code)) ? exitCodes.unreachable : exitCodes.failed;
}
