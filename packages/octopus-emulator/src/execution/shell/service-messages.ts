/** A service message: what a script tells the server on a line of its output. */
export interface ServiceMessage {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A piece of a line: text to show, or a message, which is not shown. */
export type LinePart = { readonly text: string } | { readonly message: ServiceMessage };

const message = /##octopus\[([A-Za-z0-9-]+)((?:\s+[A-Za-z0-9]+='[A-Za-z0-9+/=\s]*')*)\s*\]/g;
const value = /([A-Za-z0-9]+)='([A-Za-z0-9+/=\s]*)'/g;

/**
 * Takes a line apart: `##octopus[name key='base64']` are messages, everything else is text. What only looks like a message is
 * text. A line that holds nothing but messages has no text, an empty one has an empty text. [client]
 */
export function partsOfLine(line: string): LinePart[] {
  const parts: LinePart[] = [];
  let from = 0;
  for (const found of line.matchAll(message)) {
    const [whole, name = '', values = ''] = found;
    if (found.index > from) parts.push({ text: line.slice(from, found.index) });
    parts.push({ message: { name, values: valuesOf(values) } });
    from = found.index + whole.length;
  }
  if (from < line.length || parts.length === 0) parts.push({ text: line.slice(from) });
  return parts;
}

function valuesOf(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name = '', encoded = ''] of text.matchAll(value)) {
    values[name] = Buffer.from(encoded, 'base64').toString('utf8');
  }
  return values;
}
