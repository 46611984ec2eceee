import type { Part, Word } from './syntax.ts';

/** A token of a shell script: an operator or a word. */
export type Token =
  | { readonly kind: 'operator'; readonly text: string; readonly at: number }
  | { readonly kind: 'word'; readonly word: Word; readonly source: string; readonly at: number };

const OPERATORS = ['&&', '||', ';;', '\n', ';', '|', '&', '(', ')'];
const REDIRECTION = /^(\d*|&)(>>?|<<?<?)(&\d|-)?/;

/**
 * Cuts a script into tokens. Comments are left out; redirections are left out with their targets, since nothing is written
 * to a file.
 */
export function tokenize(script: string): Token[] {
  const reader = { script, at: 0 };
  const tokens: Token[] = [];
  while (reader.at < script.length) {
    const rest = script.slice(reader.at);
    const blank = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest)?.[0];
    const redirection = REDIRECTION.exec(rest);
    const operator = OPERATORS.find((text) => rest.startsWith(text));
    if (blank !== undefined) reader.at += blank.length;
    else if (redirection !== null && redirection[0] !== '') skipRedirection(reader, redirection);
    else if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator, at: reader.at });
      reader.at += operator.length;
    } else {
      const at = reader.at;
      const word = readWord(reader);
      tokens.push({ kind: 'word', word, source: script.slice(at, reader.at), at });
    }
  }
  return tokens;
}

interface Reader {
  readonly script: string;
  at: number;
}

function skipRedirection(reader: Reader, match: RegExpExecArray): void {
  reader.at += match[0].length;
  if (match[3] !== undefined) return;
  reader.at += /^[ \t]*/.exec(reader.script.slice(reader.at))?.[0].length ?? 0;
  readWord(reader);
}

/** Reads one word, up to a blank or an operator outside quotes. Always moves on. */
function readWord(reader: Reader): Word {
  const parts: Part[] = [];
  const start = reader.at;
  while (reader.at < reader.script.length) {
    const here = reader.script[reader.at] ?? '';
    if (/[\s;|&()<>]/.test(here)) break;
    if (here === "'") parts.push(readSingle(reader));
    else if (here === '"') parts.push(...readDouble(reader));
    else if (here === '$') parts.push(readDollar(reader));
    else if (here === '\\') parts.push(readEscape(reader));
    else parts.push(readPlain(reader, /^[^\s;|&()<>'"$\\]+/));
  }
  if (reader.at === start) reader.at += 1;
  return parts;
}

function readPlain(reader: Reader, pattern: RegExp): Part {
  const text = pattern.exec(reader.script.slice(reader.at))?.[0] ?? reader.script[reader.at] ?? '';
  reader.at += text.length;
  return { kind: 'text', text };
}

function readEscape(reader: Reader): Part {
  const text = reader.script[reader.at + 1] ?? '';
  reader.at += 2;
  return { kind: 'text', text: text === '\n' ? '' : text };
}

function readSingle(reader: Reader): Part {
  const end = reader.script.indexOf("'", reader.at + 1);
  const text = reader.script.slice(reader.at + 1, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.script.length : end + 1;
  return { kind: 'text', text };
}

function readDouble(reader: Reader): Part[] {
  const parts: Part[] = [{ kind: 'text', text: '' }];
  reader.at += 1;
  while (reader.at < reader.script.length && reader.script[reader.at] !== '"') {
    const here = reader.script[reader.at];
    if (here === '$') parts.push(readDollar(reader));
    else if (here === '\\' && /["\\$`\n]/.test(reader.script[reader.at + 1] ?? '')) parts.push(readEscape(reader));
    else parts.push(readPlain(reader, /^(?:[^"$\\]|\\(?!["\\$`\n]))+/));
  }
  reader.at += 1;
  return parts;
}

function readDollar(reader: Reader): Part {
  const rest = reader.script.slice(reader.at);
  if (rest.startsWith('$(') && !rest.startsWith('$((')) return readSubstitution(reader);
  const braced = /^\$\{([A-Za-z_]\w*)(?::?-([^}]*))?\}/.exec(rest);
  if (braced !== null) {
    reader.at += braced[0].length;
    const fallback = braced[2] === undefined ? undefined : readDouble({ script: `"${braced[2]}"`, at: 0 });
    return { kind: 'variable', name: braced[1] ?? '', fallback };
  }
  const plain = /^\$([A-Za-z_]\w*|[?#@*0-9])/.exec(rest);
  if (plain === null) return readPlain(reader, /^\$/);
  reader.at += plain[0].length;
  return { kind: 'variable', name: plain[1] ?? '', fallback: undefined };
}

function readSubstitution(reader: Reader): Part {
  const start = reader.at + 2;
  let depth = 1;
  let at = start;
  let quote = '';
  while (at < reader.script.length && depth > 0) {
    const here = reader.script[at] ?? '';
    if (quote !== '') quote = here === quote ? '' : quote;
    else if (here === "'" || here === '"') quote = here;
    else if (here === '(') depth += 1;
    else if (here === ')') depth -= 1;
    at += 1;
  }
  reader.at = at;
  return { kind: 'command', script: reader.script.slice(start, depth === 0 ? at - 1 : at) };
}
