import type { LabPlan } from '../diff/diff.ts';
import { narrowPlan } from '../only/narrow-plan.ts';

/** The part of a plan that is about one tenant: itself, its connections and values, and what those need to be there. */
export function tenantPart(plan: LabPlan, tenant: { space: string; name: string }): LabPlan {
  const small = (text = '') => text.toLowerCase();
  const part = narrowPlan(plan, ({ kind, space, name }) => {
    return kind.startsWith('tenant') && small(space) === small(tenant.space) && small(name) === small(tenant.name);
  });
  return { ...part.plan, notInFile: [] };
}
