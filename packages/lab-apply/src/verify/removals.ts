import type { Address } from '../kinds/item.ts';
import type { Registry } from '../read/registry.ts';
import type { AuditEvent } from './audit-event.ts';
import { kindsInLog } from './kinds-in-log.ts';

/** The event by which a thing went away, newest of all that fit; `events` are newest first. */
export function removalOf(missing: Address, events: readonly AuditEvent[], registry: Registry): AuditEvent | undefined {
  return events.find((event) => isRemovalOf(event, missing, registry));
}

function isRemovalOf(event: AuditEvent, missing: Address, registry: Registry): boolean {
  const { kind, space } = missing;
  if (!event.category.endsWith('Deleted')) return false;
  if (!isOfType(event.related[0] ?? '', kindsInLog[kind].type)) return false;
  if (space !== undefined && event.spaceId !== (registry.find({ kind: 'space', name: space }) ?? event.spaceId))
    return false;
  const [owner, ...own] = missing.name.split(' / ').toReversed().slice(1).toReversed();
  if (kind === 'team role') return isTakenRole(event, missing, registry);
  const name = missing.name.split(' / ').at(-1) ?? missing.name;
  if (!isNamed(event, name)) return false;
  if (kindsInLog[kind].owner !== 'project' || owner === undefined || own.length > 0) return true;
  const project = registry.find({ kind: 'project', name: owner, space });
  return project === undefined || event.related.includes(project);
}

/** A role that a team lost is known by team and role, for it has no name. */
function isTakenRole(event: AuditEvent, { name }: Address, registry: Registry): boolean {
  const [team = '', role = ''] = name.replace(/ \(\d+\)$/, '').split(' / ');
  const ids = [registry.find({ kind: 'team', name: team }), registry.find({ kind: 'user role', name: role })];
  return ids.every((id) => id !== undefined && event.related.includes(id));
}

/** Ids begin with the type of their document, in some case. */
function isOfType(id: string, type: string): boolean {
  return id.toLowerCase().startsWith(`${type.toLowerCase()}-`);
}

/** Whether an event names a thing: in its document, else as a whole word of its message. */
export function isNamed({ document, message }: AuditEvent, name: string): boolean {
  const logged =
    document && ('Name' in document ? document.Name : 'Username' in document ? document.Username : undefined);
  if (typeof logged === 'string') return logged.toLowerCase() === name.toLowerCase();
  const at = message.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || name === '') return false;
  const around = `${message.charAt(at - 1)}${message.charAt(at + name.length)}`;
  return !/[\w-]/.test(around);
}
