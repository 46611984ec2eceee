import { toLocal } from '../dates/local-time.ts';
import { parseDate } from '../dates/parse-date.ts';
import { formatNumber, numberIn } from '../numbers/format-number.ts';
import type { NumberType } from '../numbers/number-value.ts';
import { dateText } from './date.ts';
import { type Filter, type FilterContext, onText } from './filter.ts';

/** The filter for .NET's format strings [octostache]. */
export const formatFilters: Readonly<Record<string, Filter>> = {
  /** One option: a format for a number, or else for a date. Two: what the value is, and a format for it. */
  Format: onText((input, options, context) => {
    const [first, second] = options;
    if (first === undefined || options.length > 2) return undefined;
    if (second !== undefined) return formatAs(input, { type: first, format: second, context });
    return numberText(input, 'decimal', first) ?? dateOffsetText(input, first, context);
  }),
};

function formatAs(
  input: string,
  { type, format, context }: { type: string; format: string; context: FilterContext },
): string | undefined {
  switch (type.toLowerCase()) {
    case 'int':
    case 'int32':
      return numberText(input, 'int', format);
    case 'double':
      return numberText(input, 'double', format);
    case 'decimal':
      return numberText(input, 'decimal', format);
    case 'date':
    case 'datetime':
      return localDateText(input, format, context);
    case 'datetimeoffset':
      return dateOffsetText(input, format, context);
    default:
      return undefined;
  }
}

function numberText(input: string, type: NumberType, format: string): string | undefined {
  const number = numberIn(input, type);
  return number === undefined ? undefined : formatNumber(number, format);
}

/** A date whose zone is known is shown in local time, as .NET's parser does it. */
function localDateText(input: string, format: string, { clock }: FilterContext): string | undefined {
  const date = parseDate(input);
  const shown = date?.zone === undefined ? date : toLocal(date, clock);
  return shown && dateText(shown, { format, type: 'Date', clock });
}

function dateOffsetText(input: string, format: string, { clock }: FilterContext): string | undefined {
  const date = parseDate(input);
  return date && dateText(date, { format, type: 'DateTimeOffset', clock });
}
