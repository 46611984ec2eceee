import { isWhiteSpace } from '../white-space.ts';

/**
 * Why a template cannot be parsed; caught at the edge of the parser and reported as an error of the evaluation. Not an
 * Error: a lenient reading throws one at every mark that makes no sense, and the stack of each would cost too much.
 */
export class SyntaxFault {
  readonly message: string;
  readonly offset: number;

  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

/** Templates may nest blocks and groups this deep. */
const deepest = 100;

const letter = /[\p{L}\p{N}_\-:/~()@]/u;

/** A place to come back to. */
interface Mark {
  position: number;
  depth: number;
}

/**
 * A reading position in a template. It moves forward, and where it goes back {@link Cursor.once} keeps it from reading
 * the same text again and again, so that parsing is linear.
 */
export class Cursor {
  readonly text: string;
  /** How many characters were passed, those read again included. */
  passed = 0;
  private at = 0;
  private depth = 0;
  private brackets: Int32Array | undefined;
  private readonly missingFrom = new Map<string, number>();
  private readonly failures = { head: new Map<number, SyntaxFault>(), index: new Map<number, SyntaxFault>() };

  constructor(text: string) {
    this.text = text;
  }

  get position(): number {
    return this.at;
  }

  set position(to: number) {
    if (to > this.at) this.passed += to - this.at;
    this.at = to;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.position);
  }

  /** Moves past a part, if it stands here. */
  take(part: string): boolean {
    if (!this.startsWith(part)) return false;
    this.position += part.length;
    return true;
  }

  expect(part: string): void {
    if (!this.take(part)) throw this.fault(`expected \`${part}\``);
  }

  skipBlanks(): void {
    this.position = this.blanksEndAt(this.position);
  }

  blanksEndAt(from: number): number {
    let at = from;
    while (at < this.text.length && isWhiteSpace(this.text[at])) at += 1;
    return at;
  }

  /** Moves past a keyword, if it stands here in any case and a blank behind it. */
  takeKeyword(word: string): boolean {
    const end = this.position + word.length;
    if (!isWhiteSpace(this.text[end]) || this.text.slice(this.position, end).toLowerCase() !== word) return false;
    this.position = end;
    return true;
  }

  /** What was read since a place. */
  since(offset: number): string {
    return this.text.slice(offset, this.position);
  }

  /** The plain text up to the next `#{` or the end, its escapes taken out: `##{` is `#{`, `###{` is `#` before a `#{`. */
  literal(): string {
    const parts: string[] = [];
    while (!this.atEnd && !this.startsWith('#{')) {
      if (this.take('##{')) {
        parts.push('#{');
      } else if (this.startsWith('###{')) {
        parts.push('#');
        this.position += 2;
      } else {
        const next = this.text.indexOf('#', this.position + 1);
        const end = next < 0 ? this.text.length : next;
        parts.push(this.text.slice(this.position, end));
        this.position = end;
      }
    }
    return parts.join('');
  }

  /** Everything up to a closing mark, which is passed too. */
  upTo(mark: string): string {
    const end = (this.missingFrom.get(mark) ?? Infinity) <= this.position ? -1 : this.text.indexOf(mark, this.position);
    // Remembered, since a lenient reading comes back and would look through the rest of the text again and again.
    if (end < 0) this.missingFrom.set(mark, Math.min(this.position, this.missingFrom.get(mark) ?? Infinity));
    if (end < 0) throw this.fault(`\`${mark}\` is missing`);
    const inside = this.text.slice(this.position, end);
    this.position = end + mark.length;
    return inside;
  }

  /** Letters of names and options without blanks; empty when none stands here. */
  word(): string {
    const start = this.position;
    while (isNameLetter(this.text[this.position])) this.position += 1;
    return this.text.slice(start, this.position);
  }

  /** Runs a part of the parser one level deeper. */
  nested<T>(parse: () => T): T {
    this.enter();
    const result = parse();
    this.leave();
    return result;
  }

  /**
   * Reads what begins here, unless it is known to fail. A lenient reading goes back and comes to the same place again:
   * what failed once, alone or as a part of something larger, is not read twice.
   */
  once<T>(kind: 'head' | 'index', parse: () => T): T {
    const start = this.position;
    const known = this.failures[kind].get(start);
    if (known) throw known;
    try {
      return parse();
    } catch (error) {
      if (error instanceof SyntaxFault) this.failures[kind].set(start, error);
      throw error;
    }
  }

  /** Goes one level deeper, if templates may nest that deep. */
  enter(): void {
    if (this.depth >= deepest) throw this.fault('nested too deeply');
    this.depth += 1;
  }

  leave(): void {
    this.depth -= 1;
  }

  mark(): Mark {
    return { position: this.position, depth: this.depth };
  }

  goBack({ position, depth }: Mark): void {
    this.position = position;
    this.depth = depth;
  }

  /** Where the bracket that opens at `from` is closed; -1 when it is not. */
  closingBracket(from: number): number {
    this.brackets ??= matchBrackets(this.text);
    return this.brackets[from] ?? -1;
  }

  /** Moves to a place without looking at what lies between. */
  jumpTo(position: number): void {
    this.at = position;
  }

  fault(message: string): SyntaxFault {
    return new SyntaxFault(message, this.position);
  }
}

/** For every opening bracket the place of the one that closes it, all found in one pass. */
function matchBrackets(text: string): Int32Array {
  const closing = new Int32Array(text.length).fill(-1);
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') open.push(at);
    if (text[at] !== ']') continue;
    const opened = open.pop();
    if (opened !== undefined) closing[opened] = at;
  }
  return closing;
}

export function isNameLetter(character: string | undefined): boolean {
  if (character === undefined) return false;
  const code = character.charCodeAt(0);
  const plain = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return plain || letter.test(character) || (code >= 0xd800 && code <= 0xdfff);
}
