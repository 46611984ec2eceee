import type { LabChange, LabPlan, PlannedWrite } from '../diff/diff.ts';
import { withRecords } from '../fingerprints/with-records.ts';
import { type Address, keyOf } from '../kinds/item.ts';
import { ownersOf } from '../kinds/owners.ts';
import { type RefKind, symbolicId } from '../kinds/refs.ts';
import { secretToken } from '../kinds/secrets.ts';
import type { ItemKind } from '../kinds/waves.ts';
import { createRegistry, type Registry } from '../read/registry.ts';

/** A change that was not selected, and is made because something selected cannot be without it. */
export interface NeededChange {
  readonly change: LabChange;
  readonly neededBy: Address;
}

/** A part of a plan that can be carried out by itself. */
export interface NarrowedPlan {
  readonly plan: LabPlan;
  readonly needed: readonly NeededChange[];
}

/**
 * The part of a plan that is about selected things, with what those need and the server does not have yet: what they
 * refer to, lie in, or are made of. Pure.
 */
export function narrowPlan(plan: LabPlan, selects: (address: Address) => boolean): NarrowedPlan {
  const registry = createRegistry(plan.observed.ids);
  const writes = plan.writes.filter(({ isRecord }) => isRecord !== true);
  const planned = new Map(writes.map((write) => [keyOf(write.change), write]));
  const chosen = new Map(writes.filter(({ change }) => selects(change)).map((one) => [keyOf(one.change), one]));
  const needed: NeededChange[] = [];
  const open = [...chosen.values()];
  for (let write = open.shift(); write !== undefined; write = open.shift()) {
    for (const address of needsOf(write, registry)) {
      const found = planned.get(keyOf(address));
      if (found === undefined || chosen.has(keyOf(address))) continue;
      chosen.set(keyOf(address), found);
      open.push(found);
      needed.push({ change: found.change, neededBy: addressOf(write.change) });
    }
  }
  const matching = plan.matching.filter(selects);
  return {
    plan: withRecords({
      ...plan,
      writes: writes.filter(({ change }) => chosen.has(keyOf(change))),
      matching,
      unchanged: matching.length,
      notInFile: plan.notInFile.filter(selects),
    }),
    needed,
  };
}

/** What may have to be there before something can be written; most of it is there already, and then not planned. */
function needsOf({ item, change, stored }: PlannedWrite, registry: Registry): readonly Address[] {
  const { space } = change;
  const needs: Address[] = [...(item.madeOf ?? [])];
  const id = (kind: RefKind, name: string, within?: string): string => {
    if (registry.find({ kind, name, within, space }) === undefined) {
      needs.push(...providersOf({ kind, name, within, space }));
    }
    return symbolicId(kind, name, within);
  };
  const body = stored === undefined ? (item.newBody ?? item.body) : item.body;
  body({ id, secret: secretToken });
  const owners = ownersOf(change).filter(({ kind, name, ...place }) => {
    const known = registry.find({ kind, name: name.split(' / ').at(-1) ?? '', within: within(name), ...place });
    return known === undefined;
  });
  return [...needs, ...owners];
}

function within(name: string): string | undefined {
  const parts = name.split(' / ');
  return parts.length > 1 ? parts[0] : undefined;
}

/** Things that bring an id into being. */
function providersOf(ref: {
  kind: RefKind;
  name: string;
  within: string | undefined;
  space: string | undefined;
}): readonly Address[] {
  const { kind, name, within: owner = '', space } = ref;
  const place = space === undefined ? {} : { space };
  const of = (...kinds: readonly ItemKind[]) => kinds.map((one): Address => ({ kind: one, ...place, name: owner }));
  if (kind === 'template') return of('project');
  if (kind === 'common template') return of('library variable set');
  if (kind === 'action') return of('deployment process', 'runbook process');
  const called = owner === '' ? name : `${owner} / ${name}`;
  return [
    { kind, ...place, name: called },
    { kind, name: called },
  ];
}

function addressOf({ kind, space, name }: Address): Address {
  return { kind, ...(space === undefined ? {} : { space }), name };
}
