/** A template that cannot be parsed; caught at the edge of the parser and reported as an error of the evaluation. */
export class SyntaxFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Templates may nest blocks and groups this deep. */
const deepest = 100;

const letter = /[\p{L}\p{N}_\-:/~()@]/u;

/** A reading position in a template. It only moves forward, so that parsing is linear. */
export class Cursor {
  readonly text: string;
  position = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
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
    while (at < this.text.length && isBlank(this.text[at])) at += 1;
    return at;
  }

  /** Whether a keyword, in any case, and a blank stand here. */
  atKeyword(word: string): boolean {
    const end = this.position + word.length;
    return isBlank(this.text[end]) && this.text.slice(this.position, end).toLowerCase() === word;
  }

  /** Everything up to a closing mark, which is passed too. */
  upTo(mark: string): string {
    const end = this.text.indexOf(mark, this.position);
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
    this.depth += 1;
    if (this.depth > deepest) throw this.fault('nested too deeply');
    const result = parse();
    this.depth -= 1;
    return result;
  }

  fault(message: string): SyntaxFault {
    return new SyntaxFault(message, this.position);
  }
}

export function isBlank(character: string | undefined): boolean {
  return character !== undefined && character.trim() === '';
}

export function isNameLetter(character: string | undefined): boolean {
  if (character === undefined) return false;
  const code = character.charCodeAt(0);
  const plain = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return plain || letter.test(character) || (code >= 0xd800 && code <= 0xdfff);
}
