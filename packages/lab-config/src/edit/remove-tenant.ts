import type { LabText } from '../load/whole-file.ts';
import { entryNamed } from './block-map.ts';
import { type EditedLab, editedLab, refusal, unlessWrong } from './edited-lab.ts';
import { openText } from './open-text.ts';
import { removeEntry } from './remove-entry.ts';
import { changeText } from './text-change.ts';

/**
 * Takes a tenant out of the text of a lab: what `addTenant` wrote comes out to the byte. Every other byte stays, comments
 * of others too. The result is loaded and checked whole: while something else of the file names the tenant, it is refused
 * with those places (of the file without the tenant).
 */
export function removeTenant(options: LabText & { space: string; name: string }): EditedLab {
  const { space, name, ...before } = options;
  const { text } = before;
  const open = openText(text, space);
  const entry = open?.tenants && entryNamed(open.tenants.map, name);
  if (open?.tenants === undefined || entry === undefined) {
    const message = `the file writes out no tenant \`${name}\` in the space \`${space}\``;
    return unlessWrong(before, refusal('unknown-tenant', message));
  }
  const { tenants } = open;
  const change = removeEntry({
    text,
    map: tenants.map,
    entry,
    owner: { entry: tenants.entry, map: open.space },
  });
  const edited = editedLab({ ...before, text: changeText(text, [change]), from: change.from });
  return edited.ok ? edited : unlessWrong(before, edited);
}
