import type { Address, LabChange, LabPlan } from '@octotrain/lab-apply';

/** A plan as JSON. Fields are only ever added to it. */
export interface PlanDocument {
  readonly schema: 1;
  readonly lab: string;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly changes: readonly LabChange[];
  readonly notInFile: readonly Address[];
}

/** A plan as data for other programs. It holds no secret and no id of the server. */
export function planDocument(lab: string, plan: LabPlan): PlanDocument {
  const changes = plan.writes.map(({ change }) => change);
  const create = changes.filter(({ action }) => action === 'create').length;
  const { unchanged, notInFile } = plan;
  return { schema: 1, lab, create, update: changes.length - create, unchanged, changes, notInFile };
}
