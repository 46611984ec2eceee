/** A place in a file; line and column count from 1. */
export interface Position {
  file: string;
  line: number;
  column: number;
}

/** One thing that is wrong with a file. `code` is stable, `message` names the thing, `hint` says what to do. */
export interface Problem extends Position {
  code: string;
  message: string;
  hint?: string;
  /** The line of the file that the position is in, without its end. */
  excerpt?: string;
}

/** A value with the positions of its parts, or everything that is wrong with the file. */
export type Checked<T> =
  | {
      ok: true;
      value: T;
      /** Where the value at a path is written. A path that the file does not have falls back to its nearest parent. */
      at(path: readonly PropertyKey[]): Position;
    }
  | { ok: false; problems: readonly Problem[] };

/** What a rule knows about a problem before the position is added. */
export interface Finding {
  code: string;
  message: string;
  hint?: string;
}
