import type { Clock } from '../clock.ts';

/** What a filter may use besides its input and options. */
export interface FilterContext {
  clock: Clock | undefined;
  /** Counts work before it is done; about one for each character that is looked at. */
  spend(work: number): void;
  /** Refuses a text of this length before it is made. */
  refuse(length: number): void;
}

/**
 * Changes a value. Undefined as a result: the options are wrong or there is no input, and the whole substitution stays
 * unresolved. Null: there is to be no value.
 */
export type Filter = (
  input: string | undefined,
  options: readonly string[],
  context: FilterContext,
) => string | null | undefined;

/** A filter that needs an input. */
export function onText(
  change: (input: string, options: readonly string[], context: FilterContext) => string | undefined,
): Filter {
  return (input, options, context) => (input === undefined ? undefined : change(input, options, context));
}

/** A filter that needs an input and takes no options. */
export function plain(change: (input: string, context: FilterContext) => string | undefined): Filter {
  return onText((input, options, context) => (options.length === 0 ? change(input, context) : undefined));
}

/** A whole number, or undefined. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[-+]?\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

/** `true` or `false` as conditions and texts of the server write it. */
export function flag(truth: boolean): string {
  return truth ? 'true' : 'false';
}
