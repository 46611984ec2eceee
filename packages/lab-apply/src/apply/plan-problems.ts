import type { SecretSource } from '@octotrain/lab-config';
import type { LabPlan } from '../diff/diff.ts';
import { createRegistry } from '../read/registry.ts';
import type { ApplyProblem } from './apply-problem.ts';
import { preflight } from './preflight.ts';

/** Everything that would keep a plan from being carried out, before anything else is done for it. */
export function planProblems(options: { plan: LabPlan; secrets: SecretSource }): readonly ApplyProblem[] {
  const { plan, secrets } = options;
  return preflight({ plan, registry: createRegistry(plan.observed.ids), source: secrets }).problems;
}
