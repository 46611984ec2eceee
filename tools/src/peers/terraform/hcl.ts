/** A value of Terraform's language. Texts may hold references, which `reference` makes. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A block: its type and labels, its arguments, and the blocks inside it. An argument that is undefined or null is not written. */
export interface Block {
  readonly head: readonly string[];
  readonly body: { readonly [name: string]: Value | undefined | null };
  readonly blocks?: readonly Block[];
}

const mark = '\u0001';

/** Stands for an expression inside of texts: what Terraform works out when it runs, such as `octopusdeploy_space.payments.id`. */
export function reference(expression: string): string {
  return mark + expression + mark;
}

/** Blocks as text, one after the other. */
export function renderBlocks(blocks: readonly Block[]): string {
  return `${blocks.map((block) => renderBlock(block, '')).join('\n\n')}\n`;
}

function renderBlock({ head: [type = '', ...labels], body, blocks = [] }: Block, indent: string): string {
  const inside = `${indent}  `;
  const written = Object.entries(body).flatMap(([name, value]): (readonly [string, Value])[] =>
    value === undefined || value === null ? [] : [[name, value]],
  );
  const lines = [
    ...renderPairs(written, inside),
    ...blocks.map((block) => `${lineBefore(written)}${renderBlock(block, inside)}`),
  ];
  const opening = `${indent}${[type, ...labels.map((label) => JSON.stringify(label))].join(' ')} {`;
  return lines.length === 0 ? `${opening}}` : [opening, ...lines, `${indent}}`].join('\n');
}

function lineBefore(pairs: readonly unknown[]): string {
  return pairs.length === 0 ? '' : '\n';
}

/** Names and values below each other, equal signs too. */
function renderPairs(pairs: readonly (readonly [string, Value])[], indent: string): readonly string[] {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${indent}${name.padEnd(width)} = ${renderValue(value, indent)}`);
}

function renderValue(value: Value, indent: string): string {
  if (typeof value === 'string') return renderText(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map((one) => renderValue(one, indent)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, one]) => [renderText(key), one] as const);
  if (entries.length === 0) return '{}';
  return ['{', ...renderPairs(entries, `${indent}  `), `${indent}}`].join('\n');
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A text in quotes; a text that is nothing but a reference is the bare expression. */
function renderText(text: string): string {
  const parts = text.split(mark);
  if (parts.length === 3 && parts[0] === '' && parts[2] === '') return parts[1] ?? '';
  const quoted = parts.map((part, at) => (at % 2 === 0 ? escapeText(part) : `\${${part}}`));
  return `"${quoted.join('')}"`;
}

/** Every sign that means something inside of quotes: `\`, `"`, line breaks, `${` and `%{`. */
function escapeText(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/([$%])\{/g, '$1$1{');
}

/** A list, unless it is empty. */
export function some(list: readonly string[] | null | undefined): readonly string[] | undefined {
  return list?.length ? list : undefined;
}
