import { type Filter, flag, onText } from './filter.ts';

/**
 * Filters with regular expressions [octostache]. The server's dialect is .NET's; what JavaScript does not know of it
 * leaves the substitution unresolved.
 */
export const regexFilters: Readonly<Record<string, Filter>> = {
  Replace: onText((input, [pattern, replacement = '', ...more]) => {
    if (pattern === undefined || more.length > 0) return undefined;
    if (/^[\w \-/:,;=@%&"'<>~!]*$/.test(pattern) && !replacement.includes('$'))
      return input.replaceAll(pattern, () => replacement);
    const regex = regexOf(pattern, 'g');
    return (
      regex &&
      input.replace(
        regex,
        replacement.replaceAll(/\$\{(\w+)\}/g, '$<$1>').replaceAll('$0', () => '$&'),
      )
    );
  }),
  Match: onText((input, [pattern, ...more]) => {
    if (pattern === undefined || more.length > 0) return undefined;
    const regex = regexOf(pattern, '');
    return regex && flag(regex.test(input));
  }),
};

function regexOf(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
