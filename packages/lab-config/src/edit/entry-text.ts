import { Document } from 'yaml';

/** How entries of a mapping are written. */
export interface Style {
  /** On one line, `Name: { … }`, where it fits; else its keys on lines of their own. */
  readonly oneLine: boolean;
  /** `{ a: b }` rather than `{a: b}`. */
  readonly padded: boolean;
  readonly singleQuotes: boolean;
  /** How much deeper what belongs to an entry is set in. */
  readonly step: number;
}

/** The longest line that is written where there is a choice. */
export const widest = 120;

/** One entry on one line, without a line break: `Name: { … }`. */
export function flowEntry(name: string, value: unknown, style: Style): string {
  return `${scalar(name, style)}: ${flow(value, style)}`;
}

/** The lines of one entry of a block: set in by `indent`, one line if that is the style and it fits. */
export function blockEntry(name: string, value: unknown, options: { style: Style; indent: number }): readonly string[] {
  const { style, indent } = options;
  const margin = ' '.repeat(indent);
  const line = margin + flowEntry(name, value, style);
  if (!isTable(value) || (style.oneLine && line.length <= widest)) return [line];
  return [
    `${margin}${scalar(name, style)}:`,
    ...Object.entries(value).flatMap(([key, inner]) =>
      blockEntry(key, inner, { style: { ...style, oneLine: !hasTables(inner) }, indent: indent + style.step }),
    ),
  ];
}

/** A mapping that has something in it. */
function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

/** Whether a mapping holds mappings by name, as a tenant's values by project. */
function hasTables(value: unknown): boolean {
  return isTable(value) && Object.values(value).some(isTable);
}

function flow(value: unknown, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((one) => flow(one, style)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value, style);
  const entries = Object.entries(value).map(([key, inner]) => flowEntry(key, inner, style));
  const blank = style.padded && entries.length > 0 ? ' ' : '';
  return `{${blank}${entries.join(', ')}${blank}}`;
}

/** A text, number or truth value, in quotes where it would be taken for something else inside of braces. */
function scalar(value: unknown, { singleQuotes }: Style): string {
  // JSON's way to write line breaks and what cannot be seen is YAML's too.
  if (typeof value === 'string' && /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return JSON.stringify(value);
  const document = new Document([value]);
  const written = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    singleQuote: singleQuotes,
    collectionStyle: 'flow',
  });
  return written.trimEnd().slice(1, -1);
}
