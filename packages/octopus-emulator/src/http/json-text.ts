/** Texts of what never changes: made when they are first asked for. */
const lasting = new WeakMap<object, { text: string | undefined }>();
const composed = new WeakSet<object>();

/** Marks a value that nobody changes any more: its text is made once, however many answers it is part of. */
export function unchanging<T extends object>(value: T): T {
  lasting.set(value, { text: undefined });
  return value;
}

/** Marks an object that is made of unchanging ones, by itself or in arrays and maps: their texts are joined to its own. */
export function composition<T extends object>(value: T): T {
  composed.add(value);
  return value;
}

/**
 * How documents are shown, where nothing but the document decides: each is shown once. Documents never change, a change puts a new
 * one in their place; what is shown must not be changed either.
 */
export function shownOnce<D extends object, S extends object>(show: (document: D) => S): (document: D) => S {
  const known = new WeakMap<D, S>();
  return (document) => {
    const found = known.get(document);
    if (found !== undefined) return found;
    const made = unchanging(show(document));
    known.set(document, made);
    return made;
  };
}

/** The JSON of a value: the text that `JSON.stringify` gives. */
export function jsonText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const memo = lasting.get(value);
  if (memo === undefined) return composed.has(value) ? composedText(value) : JSON.stringify(value);
  memo.text ??= composed.has(value) ? composedText(value) : JSON.stringify(value);
  return memo.text;
}

/** Looks for unchanging parts in an object, the arrays and the marked objects in it. */
function composedText(value: object): string {
  if (Array.isArray(value)) return `[${value.map((item) => partText(item) ?? 'null').join(',')}]`;
  const parts = Object.entries(value).flatMap(([name, inner]) => {
    const text = partText(inner);
    return text === undefined ? [] : `${JSON.stringify(name)}:${text}`;
  });
  return `{${parts.join(',')}}`;
}

/** Undefined for what JSON leaves out. */
function partText(value: unknown): string | undefined {
  return Array.isArray(value) ? composedText(value) : jsonText(value);
}
