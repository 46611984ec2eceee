import type { LabPlan } from '../diff/diff.ts';
import type { Address } from '../kinds/item.ts';
import { type AuditEvent, isAbout } from './audit-event.ts';
import { isNamed } from './removals.ts';

/**
 * The event by which a missing thing got another name: something of its kind and place that the file does not know was
 * called so earlier.
 */
export function renamingOf(
  missing: Address,
  facts: { plan: LabPlan; events: readonly AuditEvent[] },
): { readonly event: AuditEvent; readonly to: string } | undefined {
  const { plan, events } = facts;
  const [own = '', ...owners] = missing.name.split(' / ').toReversed();
  for (const other of plan.notInFile) {
    const [to = '', ...ownersOfOther] = other.name.split(' / ').toReversed();
    if (other.kind !== missing.kind || other.space !== missing.space) continue;
    if (ownersOfOther.join() !== owners.join()) continue;
    const id = plan.observed.ids.find((one) => isIdOf(one, other, to))?.id;
    if (id === undefined) continue;
    const history = events.filter((event) => isAbout(event, id));
    const before = history.findIndex((event) => isNamed(event, own));
    const event = history[before - 1];
    if (event !== undefined) return { event, to: other.name };
  }
  return undefined;
}

function isIdOf(known: LabPlan['observed']['ids'][number], other: Address, name: string): boolean {
  return known.kind === other.kind && known.space === other.space && known.name === name;
}
