/** A secret: whether two are the same cannot be known, so they never differ. */
export interface Hidden {
  readonly sensitive: true;
}

/** One thing about a document, in words of people. */
export type FieldValue = string | number | boolean | readonly string[] | Hidden;

/** What matters about a document, by name; references are names too, never ids. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** A field that is not as the file says; `before` is absent when it is new, `after` when it goes away. */
export interface FieldChange {
  readonly field: string;
  readonly before?: FieldValue;
  readonly after?: FieldValue;
  /** Of a secret that is written again: what its fingerprint says. */
  readonly secret?: 'changed' | 'never recorded';
}

/** A value that is never shown. */
export const hidden: Hidden = { sensitive: true };

/** Tells a hidden value from one that may be shown. */
export function isHidden(value: FieldValue | undefined): value is Hidden {
  return typeof value === 'object' && 'sensitive' in value;
}

/** Everything that differs: fields of the file first, in its order, then what the server has beyond them. */
export function compareFields(before: Fields, after: Fields): readonly FieldChange[] {
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !(name in after))];
  return names.flatMap((field) => {
    const [was, becomes] = [before[field], after[field]];
    if (sameValue(was, becomes)) return [];
    return [
      { field, ...(was === undefined ? {} : { before: was }), ...(becomes === undefined ? {} : { after: becomes }) },
    ];
  });
}

function sameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Fields without those that say nothing: blank texts and empty lists. */
export function saidFields(fields: Readonly<Record<string, FieldValue | undefined>>): Fields {
  const said = Object.entries(fields).filter((entry): entry is [string, FieldValue] => !isBlank(entry[1]));
  return Object.fromEntries(said);
}

function isBlank(value: FieldValue | undefined): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
