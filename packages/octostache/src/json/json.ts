import { doubleText } from '../numbers/double-text.ts';

/** A value inside a JSON text. Maps keep the order of the text, and numbers their digits. */
export type Json = string | boolean | null | JsonNumber | JsonContainer;

export type JsonContainer = readonly Json[] | ReadonlyMap<string, Json>;

/** A number as it was written: texts like `20260101123456789` must not lose digits. */
interface JsonNumber {
  readonly digits: string;
}

/** The value at a path inside JSON, or undefined when it is not there; `*` is the first. */
export function jsonAt(json: Json, path: readonly { text: string }[]): Json | undefined {
  let value: Json | undefined = json;
  for (const { text } of path) {
    if (isList(value)) value = text === '*' ? value[0] : /^\d{1,9}$/.test(text) ? value[Number(text)] : undefined;
    else if (isMap(value)) value = memberOf(value, text);
    else return undefined;
  }
  return value;
}

function memberOf(map: ReadonlyMap<string, Json>, name: string): Json | undefined {
  return name === '*' && !map.has(name) ? map.values().next().value : map.get(name);
}

/** Whether a value is a JSON array. */
function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

/** Whether a value is a JSON object. */
export function isMap(json: Json | undefined): json is ReadonlyMap<string, Json> {
  return json instanceof Map;
}

/** The text that a value inside JSON stands for: scalars as they are, the rest as JSON. */
export function jsonText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return 'digits' in value ? numberText(value) : printJson(value);
}

function printJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (isList(value)) return `[${value.map(printJson).join(',')}]`;
  if (isMap(value)) return `{${Array.from(value, ([key, part]) => `${quoted(key)}:${printJson(part)}`).join(',')}}`;
  const text = numberText(value);
  return /^-?\d+$/.test(text) && /[.e]/i.test(value.digits) ? `${text}.0` : text;
}

function numberText({ digits }: JsonNumber): string {
  return /^-?\d+$/.test(digits) ? digits : doubleText(Number(digits));
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
