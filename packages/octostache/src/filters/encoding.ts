/** How the text of a filter is made of bytes. */
export interface Encoding {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

const utf8: Encoding = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
};

/** UTF-16 in the order of bytes that .NET calls Unicode. */
const utf16: Encoding = {
  encode: (text) => {
    const bytes = new Uint8Array(text.length * 2);
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      bytes[2 * at] = unit & 255;
      bytes[2 * at + 1] = unit >> 8;
    }
    return bytes;
  },
  decode: (bytes) => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes),
};

/** The encoding that an option names, in any case. */
export function encodingNamed(name: string): Encoding | undefined {
  switch (name.toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return utf8;
    case 'unicode':
      return utf16;
    default:
      return undefined;
  }
}

/** Base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}

/** The bytes of a Base64 text with its padding; blanks in it do not matter. Undefined when it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  const compact = text.replaceAll(/[ \t\r\n]/g, '');
  if (compact.length % 4 !== 0 || /[^A-Za-z0-9+/=]/.test(compact)) return undefined;
  try {
    const binary = atob(compact);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch (error) {
    if (error instanceof DOMException) return undefined; // padding in the middle
    throw error;
  }
}
