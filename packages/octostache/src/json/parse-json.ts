import { isWhiteSpace } from '../white-space.ts';
import type { Json, JsonContainer } from './json.ts';

/** Deeper texts are taken for no JSON. */
const deepest = 100;

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', "'": "'" };
const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);

/**
 * Parses JSON as leniently as the server does: bare keys, single quotes, comments and a last comma are allowed.
 * Undefined when it is none: only objects and arrays count, a scalar is just a text. One pass, never throws.
 */
export function parseJson(text: string): JsonContainer | undefined {
  if (!/^\s*(?:[[{]|\/[/*])/.test(text)) return undefined;
  const reader = new JsonReader(text);
  const value = reader.value(0);
  return reader.atEnd && typeof value === 'object' && value !== null && !('digits' in value) ? value : undefined;
}

/** Reads from left to right; undefined from any reader means that the text is no JSON. */
class JsonReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether nothing but blanks and comments is left. */
  get atEnd(): boolean {
    return this.skip() && this.at >= this.text.length;
  }

  value(depth: number): Json | undefined {
    if (depth > deepest || !this.skip()) return undefined;
    switch (this.text[this.at]) {
      case '{':
        return this.map(depth);
      case '[':
        return this.list(depth);
      case '"':
      case "'":
        return this.quoted();
      default:
        return this.scalar();
    }
  }

  private list(depth: number): Json | undefined {
    const items: Json[] = [];
    this.at += 1;
    while (!this.take(']')) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.take(',') && this.text[this.at] !== ']') return undefined;
    }
    return items;
  }

  private map(depth: number): Json | undefined {
    const entries = new Map<string, Json>();
    this.at += 1;
    while (!this.take('}')) {
      const key = /["']/.test(this.text[this.at] ?? '') ? this.quoted() : this.match(/[\p{L}\p{N}_$]+/uy);
      if (key === undefined || !this.take(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.set(key, value);
      if (!this.take(',') && this.text[this.at] !== '}') return undefined;
    }
    return entries;
  }

  private scalar(): Json | undefined {
    const digits = this.match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\p{L}\p{N}_.])/uy);
    if (digits !== undefined) return { digits };
    const word = this.match(/[a-z]+/y);
    return word === undefined ? undefined : words.get(word);
  }

  private quoted(): string | undefined {
    const quote = this.text[this.at];
    const parts: string[] = [];
    this.at += 1;
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === quote) {
        this.at += 1;
        return parts.join('');
      }
      if (character === '\\') {
        const escaped = this.escape();
        if (escaped === undefined) return undefined;
        parts.push(escaped);
      } else {
        parts.push(this.match(/[^"'\\]+|["']/y) ?? '');
      }
    }
    return undefined;
  }

  private escape(): string | undefined {
    this.at += 1;
    const hex = this.match(/u[0-9a-fA-F]{4}/y);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex.slice(1), 16));
    const character = this.text[this.at] ?? '';
    this.at += 1;
    return character === '\\' || character === '/' ? character : escapes[character];
  }

  /** Moves past blanks, and a mark if it stands behind them. */
  private take(mark: string): boolean {
    if (!this.skip() || this.text[this.at] !== mark) return false;
    this.at += 1;
    this.skip();
    return true;
  }

  /** Moves past blanks and comments; false when a comment has no end. */
  private skip(): boolean {
    while (true) {
      while (isWhiteSpace(this.text[this.at])) this.at += 1;
      if (this.text[this.at] !== '/') return true;
      const line = this.text[this.at + 1] === '/';
      if (!line && this.text[this.at + 1] !== '*') return true;
      const end = this.text.indexOf(line ? '\n' : '*/', this.at + 2);
      if (end < 0) {
        this.at = this.text.length;
        return line;
      }
      this.at = end + (line ? 1 : 2);
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}
