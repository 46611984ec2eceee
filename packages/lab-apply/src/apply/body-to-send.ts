import type { SecretReference } from '@octotrain/lab-config';
import type { Building, Item, Stored } from '../kinds/item.ts';
import { withSecrets } from '../kinds/secrets.ts';

/** Whether a secret is sent although the server has one already. */
export type Sends = (reference: SecretReference) => boolean;

/** What is sent for an item, secrets as references: a new one's whole body, or the file's over what is stored. */
export function bodyToSend(options: {
  item: Item;
  stored?: Stored | undefined;
  building: Building;
  sends: Sends;
}): object {
  const { item, stored, building, sends } = options;
  if (stored === undefined) return (item.newBody ?? item.body)(building);
  const body = item.body(building);
  // Both are bodies of the same item over the same document, and so is what comes of them.
  return withSecrets(item.replaces(stored, body, false), item.replaces(stored, body, true), sends) as object;
}
