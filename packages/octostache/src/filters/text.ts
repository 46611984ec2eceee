import { lowerCase, upperCase } from '../letter-case.ts';
import { trimWhiteSpace } from '../white-space.ts';
import { type Filter, type FilterContext, flag, onText, plain, wholeNumber } from './filter.ts';

/** Filters that cut, join and compare text [octostache]. */
export const textFilters: Readonly<Record<string, Filter>> = {
  ToLower: plain(lowerCase),
  ToUpper: plain(upperCase),
  Trim: onText(trim),
  Truncate: onText(truncate),
  Substring: onText(substring),
  StartsWith: comparing((input, part) => input.startsWith(part)),
  EndsWith: comparing((input, part) => input.endsWith(part)),
  Contains: comparing((input, part) => input.includes(part)),
  Append: (input, options) => (options.length === 0 ? undefined : (input ?? '') + options.join('')),
  Prepend: (input, options) => (options.length === 0 ? undefined : options.join('') + (input ?? '')),
  Indent: onText(indent),
  Null: () => null,
};

function comparing(holds: (input: string, part: string) => boolean): Filter {
  return onText((input, [part, ...more]) =>
    part === undefined || more.length > 0 ? undefined : flag(holds(input, part)),
  );
}

function trim(input: string, [side, ...more]: readonly string[]): string | undefined {
  if (more.length > 0) return undefined;
  switch (side?.toLowerCase()) {
    case undefined:
      return trimWhiteSpace(input);
    case 'start':
      return trimWhiteSpace(input, 'start');
    case 'end':
      return trimWhiteSpace(input, 'end');
    default:
      return undefined;
  }
}

function truncate(input: string, [length, suffix = '...', ...more]: readonly string[]): string | undefined {
  const most = wholeNumber(length);
  if (most === undefined || most < 0 || more.length > 0) return undefined;
  return input.length > most ? input.slice(0, most) + suffix : input;
}

/** One option: a length from the start. Two: where to start, and a length. */
function substring(input: string, options: readonly string[]): string | undefined {
  if (options.length === 0 || options.length > 2) return undefined;
  const numbers = options.map(wholeNumber);
  const length = numbers.at(-1);
  const start = options.length === 2 ? numbers[0] : 0;
  if (start === undefined || length === undefined || start < 0 || length < 0 || start > input.length) return undefined;
  return input.slice(start, start + length);
}

/** Indents by a number of blanks or a text of one's own; a second value is for the lines after the first. */
function indent(
  input: string,
  [first, second, ...more]: readonly string[],
  { refuse }: FilterContext,
): string | undefined {
  if (more.length > 0) return undefined;
  const indents = second === undefined ? indentsOf(first) : { start: first ?? '', rest: second };
  if (!indents) return undefined;
  if (input === '') return '';
  const lines = input.split('\n');
  refuse(input.length + lines.length * indents.rest.length);
  return indents.start + lines.join(`\n${indents.rest}`);
}

function indentsOf(option: string | undefined): { start: string; rest: string } | undefined {
  if (option === undefined) return { start: '    ', rest: '    ' };
  const sizes = /^(\d{0,9})(\/?)(\d{0,9})$/.exec(option);
  if (!sizes || !/\d/.test(option)) return { start: option, rest: option };
  const [, before = '', slash = '', after = ''] = sizes;
  const start = Number(before);
  const rest = slash === '' ? start : Number(after);
  if (start > 255 || rest > 255) return undefined;
  return { start: ' '.repeat(start), rest: ' '.repeat(rest) };
}
