/** A pattern that is none of .NET's, or asks for something that is not covered; caught where the pattern is compiled. */
export class RegexFault extends Error {}

/** Options that a pattern switches on and off within itself. */
export interface RegexFlags {
  /** `i`: letters in any case. */
  ignoreCase: boolean;
  /** `m`: `^` and `$` at every line. */
  multiline: boolean;
  /** `n`: only groups with a name capture. */
  explicitCapture: boolean;
  /** `s`: `.` is a line feed too. */
  singleline: boolean;
  /** `x`: blanks and comments are left out. */
  ignoreBlanks: boolean;
}

/** A reading position in a pattern. */
export class PatternCursor {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get next(): string | undefined {
    return this.text[this.position];
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Moves past a part, if it stands here. */
  take(part: string): boolean {
    if (!this.text.startsWith(part, this.position)) return false;
    this.position += part.length;
    return true;
  }

  /** Moves past what a sticky pattern finds here. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text) ?? undefined;
    this.position += found?.[0].length ?? 0;
    return found;
  }

  /** The character here, which must be one. */
  character(): string {
    const { next } = this;
    if (next === undefined) throw new RegexFault('the pattern ends too early');
    this.position += 1;
    return next;
  }

  expect(part: string): void {
    if (!this.take(part)) throw new RegexFault(`expected ${part}`);
  }
}
