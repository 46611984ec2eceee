import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodingNamed, fromBase64 } from './encoding.ts';
import { type Filter, onText, wholeNumber } from './filter.ts';

type Hash = (bytes: Uint8Array) => Uint8Array;

/**
 * Hashes in lower-case hex. Options in either order: how many bytes of the hash are wanted, and how the text becomes
 * bytes, `utf8`, `unicode` or, for a text that is Base64, `base64` [octostache].
 */
export const hashFilters: Readonly<Record<string, Filter>> = {
  Md5: hashing(md5),
  Sha1: hashing(sha1),
  Sha256: hashing(sha256),
  Sha384: hashing(sha384),
  Sha512: hashing(sha512),
};

/** Far dearer than looking at a character. */
const costOfCharacter = 64;

function hashing(hash: Hash): Filter {
  return onText((input, options, { spend }) => {
    const chosen = optionsOf(options);
    spend(costOfCharacter * input.length);
    const bytes = chosen && bytesOf(input, chosen.encoding);
    return bytes && bytesToHex(hash(bytes).subarray(0, chosen.length));
  });
}

/** One number at most and one encoding at most; undefined for anything else. */
function optionsOf(options: readonly string[]): { length: number | undefined; encoding: string } | undefined {
  const numbers = options.flatMap((option) => wholeNumber(option) ?? []);
  const encodings = options.filter((option) => wholeNumber(option) === undefined);
  const [length] = numbers;
  if (numbers.length > 1 || encodings.length > 1 || (length !== undefined && length <= 0)) return undefined;
  return { length, encoding: encodings[0] ?? 'utf8' };
}

function bytesOf(text: string, encoding: string): Uint8Array | undefined {
  return encoding.toLowerCase() === 'base64' ? fromBase64(text) : encodingNamed(encoding)?.encode(text);
}
