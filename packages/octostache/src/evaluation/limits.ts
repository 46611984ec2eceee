type FaultCode = 'recursion' | 'too-large' | 'too-deep' | 'too-much-work';

/** Why a whole evaluation was given up; caught where it began and reported as an error of it. */
export class EvaluationFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

const mostTokens = 200_000;
const longestText = 16 * 1024 * 1024;
const mostWork = 2 ** 28;
const mostOpen = 100;
const deepest = 300;

/** What one evaluation may use: variables that multiply must end in an error, not in an endless wait. */
export class Limits {
  private tokens = 0;
  private characters = 0;
  private done = 0;
  private depth = 0;
  private readonly open: string[] = [];

  /** How much work was done; about one for each character that was looked at. */
  get work(): number {
    return this.done;
  }

  /** Counts work before it is done. */
  spend(work: number): void {
    this.done += work;
    if (this.done > mostWork) throw new EvaluationFault('too-much-work', 'the template takes too much work');
  }

  /** Counts a token and the text that it gave. */
  count(text: string): void {
    this.tokens += 1;
    this.characters += text.length;
    if (this.tokens > mostTokens) this.refuse(longestText + 1);
    this.refuse(this.characters);
  }

  /** Refuses a text of this length before it is made. */
  refuse(length: number): void {
    if (length > longestText) {
      throw new EvaluationFault('too-large', 'the template grows too large: variables multiply each other');
    }
  }

  /** Does work that is nested in other work: blocks, options, indexes and groups of many variables add up. */
  nested<T>(work: () => T): T {
    this.enter();
    const result = work();
    this.leave();
    return result;
  }

  /** Goes one deeper, until {@link leave}; what is thrown in between ends the whole evaluation. */
  enter(): void {
    this.depth += 1;
    if (this.depth > deepest) throw new EvaluationFault('too-deep', 'the template nests too deeply');
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Whether the value of this name is being worked out right now. */
  isOpen(name: string): boolean {
    return this.open.includes(name);
  }

  /** Works out the value of a name; refuses to begin it again before it is done. */
  resolving<T>(name: string, work: () => T): T {
    if (this.isOpen(name)) {
      const chain = [...this.open.slice(this.open.indexOf(name)), name].map((one) => `#{${one}}`).join(' → ');
      throw new EvaluationFault('recursion', `a variable refers to itself: ${chain}`);
    }
    if (this.open.length >= mostOpen) throw new EvaluationFault('too-deep', 'variables refer to each other too deeply');
    this.open.push(name);
    const result = work();
    this.open.pop();
    return result;
  }
}
