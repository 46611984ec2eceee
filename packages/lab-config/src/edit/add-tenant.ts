import type { TenantEntry } from '../file/spaces.ts';
import type { LabText } from '../load/whole-file.ts';
import { entryNamed, indentOf } from './block-map.ts';
import { type EditedLab, editedLab, refusal, unlessWrong } from './edited-lab.ts';
import { blockEntry } from './entry-text.ts';
import { insertEntry, insertLines } from './insert-entry.ts';
import { type OpenText, openText } from './open-text.ts';
import { styleOf } from './style.ts';
import { changeText, type TextChange } from './text-change.ts';

/**
 * Writes a tenant into the text of a lab, behind the last one of its space and in the manner of its neighbours: on one
 * line, or over several. Every other byte stays. The result is loaded and checked whole; a text that is not a lab, before
 * or after, is refused with all its problems.
 */
export function addTenant(options: LabText & { space: string; name: string; tenant: TenantEntry }): EditedLab {
  const { space, name, tenant, ...before } = options;
  const { text } = before;
  const open = openText(text, space);
  if (open === undefined) {
    const message = `the file writes out no space \`${space}\``;
    return unlessWrong(before, refusal('unknown-space', message));
  }
  if (open.tenants && entryNamed(open.tenants.map, name)) {
    return refusal('duplicate-tenant', `the file has a tenant \`${name}\` in the space \`${space}\` already`);
  }
  const change = open.isElsewhere ? undefined : insertion(open, name, tenant);
  if (change === undefined) {
    const message = `the tenants of the space \`${space}\` are written in a form that cannot be added to`;
    const hint = 'write them as a mapping of names under `tenants:`, one below the other';
    return unlessWrong(before, refusal('fixed-form', message, hint));
  }
  const edited = editedLab({ ...before, text: changeText(text, [change]), from: change.from + 1 });
  return edited.ok ? edited : unlessWrong(before, edited);
}

function insertion(open: OpenText, name: string, tenant: TenantEntry): TextChange | undefined {
  const { text, root, space, tenants } = open;
  const style = styleOf({ text, map: tenants?.map, around: space, root });
  const value = sorted(tenant);
  if (tenants) return insertEntry(tenants.map, { text, name, value, style });
  const first = space.items[0];
  const indent = first && indentOf(text, first);
  if (space.flow === true || indent === undefined) return undefined;
  const lines = blockEntry(name, value, { style, indent: indent + style.step });
  return insertLines({ text, map: space, lines: [`${' '.repeat(indent)}tenants:`, ...lines] });
}

const order: readonly (keyof TenantEntry)[] = ['description', 'short', 'projects', 'tags', 'values'];

/** Keys in the order in which people write them; what is empty is left out. */
function sorted(tenant: TenantEntry): object {
  const keys = [...order, ...Object.keys(tenant).filter((key) => !(order as readonly string[]).includes(key))];
  const entries = Object.entries(tenant) as [string, unknown][];
  return Object.fromEntries(
    keys.flatMap((key) => entries.filter(([one, value]) => one === key && value !== undefined && !isEmpty(value))),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
