/** A template after parsing. Offsets count UTF-16 units from the start of the template. */
export type Template = readonly Token[];

export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'substitution'; expression: Expression; offset: number }
  | { kind: 'calc'; sum: Sum; source: string; offset: number }
  | Conditional
  | { kind: 'each'; name: string; collection: SymbolPath; body: Template; offset: number };

interface Conditional {
  kind: 'if';
  /** `if` and each `elseif`, or the one branch of `unless`. */
  branches: readonly Branch[];
  otherwise: Template;
  /** The block as it was written, printed when a condition cannot be told. */
  source: string;
  offset: number;
}

export interface Branch {
  condition: Condition;
  /** `unless` renders its body when the condition is false. */
  negated: boolean;
  body: Template;
}

/** A symbol with its filters; no symbol at all in `#{ | NowDate}`. */
export interface Expression {
  symbol: SymbolPath | undefined;
  filters: readonly FilterCall[];
}

export interface FilterCall {
  name: string;
  options: readonly FilterOption[];
}

/** An option is a text, or a template of its own; `source` is how it was written. */
export interface FilterOption {
  value: string | Token;
  source: string;
}

/** `A.B[c][#{d}]` as steps. */
export interface SymbolPath {
  readonly steps: readonly Step[];
  /** Worked out the first time that it is looked up, where it is the same each time. */
  name: SymbolName | undefined;
}

/** A symbol whose inner symbols are known. */
export interface SymbolName {
  readonly path: readonly PlainStep[];
  /** What variables know it by. */
  readonly key: string;
  /** Its first step, in lower case. */
  readonly first: string;
  /** The key without its first step. */
  readonly rest: string;
  /** Whether it may be something that a round of a loop knows of itself. */
  readonly isFact: boolean;
}

/** A part of a name whose indexes are all known: `A`, `B` and `[c]` of `A.B[c]`. */
export interface PlainStep {
  kind: 'name' | 'index';
  text: string;
}

export type Step =
  | { kind: 'name'; text: string }
  | { kind: 'index'; text: string }
  | { kind: 'index-of'; symbol: SymbolPath };

export type Operand = { kind: 'expression'; expression: Expression } | { kind: 'quoted'; text: string };

export interface Condition {
  left: Operand;
  /** Absent: the truth of the left side alone. */
  comparison?: { operator: '==' | '!='; right: Operand };
}

export type Sum =
  | { kind: 'number'; value: number }
  | { kind: 'symbol'; symbol: SymbolPath }
  /** Operations of equal rank, from left to right. */
  | { kind: 'chain'; first: Sum; rest: readonly { operator: Operator; operand: Sum }[] };

export type Operator = '+' | '-' | '*' | '/';
