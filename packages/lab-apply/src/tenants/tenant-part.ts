import type { LabPlan } from '../diff/diff.ts';
import { withRecords } from '../fingerprints/with-records.ts';

/** The part of a plan that is about one tenant: itself, its connections and values. Nothing else would be written. */
export function tenantPart(plan: LabPlan, tenant: { space: string; name: string }): LabPlan {
  const small = (text = '') => text.toLowerCase();
  const writes = plan.writes.filter(({ change: { kind, space, name } }) => {
    return kind.startsWith('tenant') && small(space) === small(tenant.space) && small(name) === small(tenant.name);
  });
  return withRecords({ ...plan, writes, notInFile: [] });
}
