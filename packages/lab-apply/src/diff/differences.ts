import { compareFields, type FieldChange, type Fields } from '../fields/fields.ts';
import type { Item, Stored } from '../kinds/item.ts';
import { type Names, symbolicId, symbolicNames } from '../kinds/refs.ts';
import { secretToken } from '../kinds/secrets.ts';

/** What the file says of a thing, with names in place of ids, so that it can be compared. */
export function wantedFields(item: Item): { fields: Fields; body: object } {
  const body = item.body({ id: symbolicId, secret: secretToken });
  return { fields: item.fields(body, symbolicNames, body), body };
}

/** Everything about a document that is not as the file says. */
export function differences(options: { item: Item; document: Stored; names: Names }): readonly FieldChange[] {
  const { item, document, names } = options;
  const { fields, body } = wantedFields(item);
  return compareFields(item.fields(document, names, body), fields);
}
