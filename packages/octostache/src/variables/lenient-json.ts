/** A value inside a JSON text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Longer texts must be strict JSON, so that broken ones cost little. */
const longestLenient = 20_000;

/**
 * Parses JSON, with bare keys and single quotes allowed as the server's parser does. Undefined when it is none: only
 * objects and arrays count, a scalar is just a text.
 */
export function parseJson(text: string): { readonly [key: string]: Json } | readonly Json[] | undefined {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return undefined;
  const json = attempt(trimmed) ?? (trimmed.length <= longestLenient ? attempt(quoteKeys(trimmed)) : undefined);
  return typeof json === 'object' && json !== null ? json : undefined;
}

/** The value at a path inside JSON, or undefined when it is not there; `*` is the first. */
export function jsonAt(json: Json, path: readonly { text: string }[]): Json | undefined {
  let value: Json | undefined = json;
  for (const { text } of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (isArray(value)) {
      value = text === '*' ? value[0] : /^\d+$/.test(text) ? value[Number(text)] : undefined;
      continue;
    }
    const object: { readonly [key: string]: Json } = value;
    const key = Object.hasOwn(object, text) ? text : text === '*' ? Object.keys(object)[0] : undefined;
    value = key === undefined ? undefined : object[key];
  }
  return value;
}

/** Array.isArray for readonly arrays. */
export function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** The text that a value inside JSON stands for: scalars as they are, the rest as JSON. */
export function jsonText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function attempt(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives exactly this
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Puts bare keys and single-quoted texts into double quotes; texts in double quotes pass unchanged. */
function quoteKeys(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'|([{,]\s*)([A-Za-z_$@][\w$@-]*)(?=\s*:)/g,
    (whole: string, single: string | undefined, before: string | undefined, key: string | undefined) => {
      if (single !== undefined) return JSON.stringify(single.replaceAll("\\'", "'"));
      return key === undefined ? whole : `${before}"${key}"`;
    },
  );
}
