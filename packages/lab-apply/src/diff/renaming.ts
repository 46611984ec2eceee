import type { FieldChange } from '../fields/fields.ts';
import type { Address, Item } from '../kinds/item.ts';
import type { ItemKind } from '../kinds/waves.ts';

/** Kinds that come with something else and are called by its name. */
export const partsOfOthers: ReadonlySet<ItemKind> = new Set([
  'library variables',
  'project variables',
  'deployment process',
  'runbook process',
  'tenant variables',
  'published runbook',
]);

/** That a thing of the server is spelt otherwise than in the file. What is called by the name of its owner never is. */
export function renaming(there: Address, { address, names = [] }: Item): readonly FieldChange[] {
  if (partsOfOthers.has(address.kind) || address.kind === 'team role') return [];
  // Channels and runbooks stand behind the name of their project.
  const name = names.find(({ kind }) => kind === address.kind)?.name ?? address.name;
  return there.name.endsWith(name) ? [] : [{ field: 'name', before: there.name, after: address.name }];
}
