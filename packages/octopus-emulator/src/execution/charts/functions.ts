import { stringify } from 'yaml';
import { TemplateProblem } from './template-syntax.ts';
import { isValues, type Value } from './values.ts';

type TemplateFunction = (...args: Value[]) => Value;

/** Text as Go prints it: nothing for what is absent. */
export function textOf(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Go's idea of true: not empty, not zero, not absent. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isValues(value)) return Object.keys(value).length > 0;
  return value !== '' && value !== 0 && value !== false;
}

function numberOf(value: Value | undefined): number {
  return Number(textOf(value)) || 0;
}

function indent(spaces: Value | undefined, text: Value | undefined): string {
  const pad = ' '.repeat(numberOf(spaces));
  return textOf(text)
    .split('\n')
    .map((line) => pad + line)
    .join('\n');
}

function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) - numberOf(b);
  return textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b));
}

/** The functions of Go's templates and of sprig that charts mostly use. */
export const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  quote: (value: Value = '') => JSON.stringify(textOf(value)),
  squote: (value: Value = '') => `'${textOf(value)}'`,
  default: (fallback = '', value = null) => (isTruthy(value) ? value : fallback),
  required(message = '', value = null) {
    if (value === null || value === '') throw new TemplateProblem(textOf(message));
    return value;
  },
  toYaml: (value = null) => stringify(value).trimEnd(),
  toJson: (value = null) => JSON.stringify(value),
  toString: (value: Value = '') => textOf(value),
  int: (value = 0) => Math.trunc(numberOf(value)),
  indent: (spaces, text) => indent(spaces, text),
  nindent: (spaces, text) => `\n${indent(spaces, text)}`,
  lower: (value: Value = '') => textOf(value).toLowerCase(),
  upper: (value: Value = '') => textOf(value).toUpperCase(),
  trim: (value: Value = '') => textOf(value).trim(),
  trunc: (length = 0, value = '') => textOf(value).slice(0, numberOf(length)),
  trimSuffix: (suffix = '', value = '') => {
    const text = textOf(value);
    return textOf(suffix) !== '' && text.endsWith(textOf(suffix)) ? text.slice(0, -textOf(suffix).length) : text;
  },
  replace: (from = '', to = '', value = '') => textOf(value).replaceAll(textOf(from), textOf(to)),
  contains: (part = '', value = '') => textOf(value).includes(textOf(part)),
  hasPrefix: (prefix = '', value = '') => textOf(value).startsWith(textOf(prefix)),
  printf: (format = '', ...args) => {
    let next = 0;
    return textOf(format).replace(/%[sdvq]/g, (verb) => {
      const value = args[next++];
      return verb === '%q' ? JSON.stringify(textOf(value)) : textOf(value);
    });
  },
  eq: (first = null, ...others) => others.some((other) => textOf(first) === textOf(other)),
  ne: (a = null, b = null) => textOf(a) !== textOf(b),
  gt: (a, b) => compare(a, b) > 0,
  ge: (a, b) => compare(a, b) >= 0,
  lt: (a, b) => compare(a, b) < 0,
  le: (a, b) => compare(a, b) <= 0,
  not: (value = null) => !isTruthy(value),
  and: (...values) => values.find((value) => !isTruthy(value)) ?? values.at(-1) ?? null,
  or: (...values) => values.find((value) => isTruthy(value)) ?? values.at(-1) ?? null,
  add: (...values) => values.reduce<number>((sum, value) => sum + numberOf(value), 0),
  list: (...values) => values,
  dict: (...pairs) => {
    const made: Record<string, Value> = {};
    for (let at = 0; at + 1 < pairs.length; at += 2) made[textOf(pairs[at])] = pairs[at + 1] ?? null;
    return made;
  },
  empty: (value = null) => !isTruthy(value),
  len: (value = null) =>
    Array.isArray(value) ? value.length : isValues(value) ? Object.keys(value).length : textOf(value).length,
  index: (value = null, ...keys) =>
    keys.reduce<Value>((inner, key) => {
      if (Array.isArray(inner)) return inner[numberOf(key)] ?? null;
      return isValues(inner) ? (inner[textOf(key)] ?? null) : null;
    }, value),
};
