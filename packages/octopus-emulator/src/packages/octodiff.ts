import { createHash } from 'node:crypto';

/** Signatures of files and deltas between them, in the binary form of Octopus's Octodiff. [client] */

const CHUNK = 2_048;
const HASH_BYTES = 20;
const COPY = 0x60;
const DATA = 0x80;
const endOfMetadata = Buffer.from('>>>');

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}

/** A checksum that can be rolled along: two sums of 16 bits. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) & 0xffff;
    b = (b + a) & 0xffff;
  }
  return ((b << 16) | a) >>> 0;
}

function named(name: string): Buffer {
  return Buffer.from([name.length, ...Buffer.from(name)]);
}

/** What a caller needs to know of a file in order to say only how another one differs. */
export function signatureOf(file: Uint8Array): Buffer {
  const parts = [Buffer.from('OCTOSIG'), Buffer.from([1]), named('SHA1'), named('Adler32'), endOfMetadata];
  for (let start = 0; start < file.length; start += CHUNK) {
    const chunk = file.subarray(start, start + CHUNK);
    const head = Buffer.alloc(6);
    head.writeUInt16LE(chunk.length, 0);
    head.writeUInt32LE(adler32(chunk), 2);
    parts.push(head, sha1(chunk));
  }
  return Buffer.concat(parts);
}

/** The file that a delta makes of its base, or undefined when the delta is broken or meant for another base. */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(delta);
  const header = Buffer.concat([Buffer.from('OCTODELTA'), Buffer.from([1]), named('SHA1')]);
  const commandsAt = header.length + 4 + HASH_BYTES + endOfMetadata.length;
  if (bytes.length < commandsAt || !bytes.subarray(0, header.length).equals(header)) return undefined;
  const expected = bytes.subarray(header.length + 4, header.length + 4 + HASH_BYTES);
  const parts = readCommands(base, bytes.subarray(commandsAt));
  if (parts === undefined) return undefined;
  const file = Buffer.concat(parts);
  return sha1(file).equals(expected) ? file : undefined;
}

function readCommands(base: Uint8Array, commands: Buffer): Uint8Array[] | undefined {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < commands.length; ) {
    const isCopy = commands[at] === COPY;
    if (!isCopy && commands[at] !== DATA) return undefined;
    const body = at + (isCopy ? 17 : 9);
    if (body > commands.length) return undefined;
    const first = Number(commands.readBigInt64LE(at + 1));
    const length = isCopy ? Number(commands.readBigInt64LE(at + 9)) : first;
    const [source, from] = isCopy ? [base, first] : [commands, body];
    if (from < 0 || length < 0 || from + length > source.length) return undefined;
    parts.push(source.subarray(from, from + length));
    at = isCopy ? body : body + length;
  }
  return parts;
}
