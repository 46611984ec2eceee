/** A piece of a word. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: Word | undefined }
  | { readonly kind: 'command'; readonly script: string };

/** A word of a command, put together when it is run. */
export type Word = readonly Part[];

/** Commands joined by pipes. */
export interface Pipeline {
  readonly commands: readonly (readonly Word[])[];
  readonly negated: boolean;
  /** As written, for the log. */
  readonly source: string;
}

/** A list `a && b || c`. */
export interface AndOr {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
}

/** What a script is made of; compounds other than `if` are kept as text and not run. */
export type Statement =
  | { readonly kind: 'run'; readonly list: AndOr }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: readonly Statement[]; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'unmodelled'; readonly source: string };
