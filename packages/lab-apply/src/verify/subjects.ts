import type { Address, Stored } from '../kinds/item.ts';
import type { Registry } from '../read/registry.ts';
import { type AuditEvent, isAbout } from './audit-event.ts';

/** The ids under which the audit log tells of a thing that is on the server. */
export function auditIdsOf(where: Address, stored: Stored | undefined, registry: Registry): readonly string[] {
  const { kind, name, space } = where;
  const known = (id: string | undefined) => (id === undefined ? [] : [id]);
  if (kind === 'tenant variables') return known(registry.find({ kind: 'tenant', name, space }));
  if (kind === 'published runbook') {
    const [within, runbook = name] = name.split(' / ');
    return known(registry.find({ kind: 'runbook', name: runbook, within, space }));
  }
  return stored?.Id ? [stored.Id] : [];
}

/** The events that are mainly about a thing, newest first as they were given. */
export function eventsAbout(
  subject: { where: Address; stored: Stored | undefined; registry: Registry },
  events: readonly AuditEvent[],
): readonly AuditEvent[] {
  const { where, stored, registry } = subject;
  const ids = auditIdsOf(where, stored, registry);
  if (where.kind !== 'published runbook') return events.filter((event) => ids.some((id) => isAbout(event, id)));
  // Every publication is a snapshot of its own; those that were made later are not published.
  const snapshots = events.filter(({ related }) => isSnapshot(related[0]) && ids.some((id) => related.includes(id)));
  const published = snapshots.findIndex((event) => isAbout(event, stored?.Id ?? ''));
  return published < 0 ? [] : snapshots.slice(published);
}

function isSnapshot(id = ''): boolean {
  return id.startsWith('RunbookSnapshots-');
}
