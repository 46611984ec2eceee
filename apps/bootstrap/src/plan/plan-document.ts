import type { Address, LabChange } from '@octotrain/lab-apply';
import type { RequestsUsed } from '../server/request-count.ts';
import type { WholePlan } from './make-plan.ts';

/** A plan as JSON. Fields are only ever added to it. */
export interface PlanDocument {
  readonly schema: 1;
  readonly lab: string;
  readonly create: number;
  readonly update: number;
  /** How many things that the file does not name are removed; 0 without `--prune`. */
  readonly remove: number;
  readonly unchanged: number;
  readonly changes: readonly LabChange[];
  /** Changes that `--only` did not select and that something selected needs. */
  readonly needed: readonly (Address & { readonly neededBy: Address })[];
  /** What the file does not name, in the spaces and kinds that it speaks of. */
  readonly notInFile: readonly Address[];
  /** With `--prune`: what is removed of that, with what goes with it in words. */
  readonly removals: readonly (Address & { readonly goesWith: readonly string[] })[];
  /** With `--prune`: what stays of that, and why. */
  readonly kept: readonly (Address & { readonly reason: string })[];
  /** Requests sent, those that were sent again included. */
  readonly requests: RequestsUsed;
}

/** A plan as data for other programs. It holds no secret and no id of the server. */
export function planDocument(lab: string, whole: WholePlan, requests: RequestsUsed): PlanDocument {
  const { plan, needed, prune } = whole;
  const changes = plan.writes.map(({ change }) => change);
  const create = changes.filter(({ action }) => action === 'create').length;
  const removals = (prune?.removals ?? []).map(({ address, goesWith }) => ({ ...address, goesWith }));
  return {
    schema: 1,
    lab,
    create,
    update: changes.length - create,
    remove: removals.length,
    unchanged: plan.unchanged,
    changes,
    needed: needed.map(({ change: { kind, space, name }, neededBy }) => ({
      kind,
      ...(space === undefined ? {} : { space }),
      name,
      neededBy,
    })),
    notInFile: plan.notInFile,
    removals,
    kept: (prune?.kept ?? []).map(({ address, reason }) => ({ ...address, reason })),
    requests,
  };
}
