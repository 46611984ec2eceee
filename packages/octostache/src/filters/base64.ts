import { encodingNamed, fromBase64, toBase64 } from './encoding.ts';
import { type Filter, onText } from './filter.ts';

/** Base64 of UTF-8, or of UTF-16 with the option `unicode` [octostache]. */
export const base64Filters: Readonly<Record<string, Filter>> = {
  ToBase64: onText((input, [name = 'utf8', ...more]) => {
    const encoding = more.length > 0 ? undefined : encodingNamed(name);
    return encoding && toBase64(encoding.encode(input));
  }),
  FromBase64: onText((input, [name = 'utf8', ...more]) => {
    const encoding = more.length > 0 ? undefined : encodingNamed(name);
    const bytes = encoding && fromBase64(input);
    return bytes && encoding.decode(bytes);
  }),
};
