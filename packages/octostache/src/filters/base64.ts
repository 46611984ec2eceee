import { type Filter, onText } from './filter.ts';

/** Base64 of UTF-8, or of UTF-16 with the option `unicode` [octostache]. */
export const base64Filters: Readonly<Record<string, Filter>> = {
  ToBase64: onText((input, [encoding, ...more]) => {
    const bytes = more.length > 0 ? undefined : bytesOf(input, encoding);
    return bytes && btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }),
  FromBase64: onText((input, [encoding, ...more]) => {
    const decoder = more.length > 0 ? undefined : decoderOf(encoding);
    if (!decoder || !/^[A-Za-z0-9+/=\s]*$/.test(input)) return undefined;
    try {
      return decoder.decode(Uint8Array.from(atob(input), (character) => character.charCodeAt(0)));
    } catch (error) {
      if (error instanceof DOMException) return undefined; // not Base64 after all
      throw error;
    }
  }),
};

function bytesOf(text: string, encoding: string | undefined): Uint8Array | undefined {
  switch (encoding?.toLowerCase()) {
    case undefined:
    case 'utf8':
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'unicode':
      return Uint8Array.from(text.split('').flatMap((unit) => [unit.charCodeAt(0) & 255, unit.charCodeAt(0) >> 8]));
    default:
      return undefined;
  }
}

function decoderOf(encoding: string | undefined) {
  switch (encoding?.toLowerCase()) {
    case undefined:
    case 'utf8':
    case 'utf-8':
      return new TextDecoder('utf-8');
    case 'unicode':
      return new TextDecoder('utf-16le');
    default:
      return undefined;
  }
}
