/** One value of DER-encoded data: its tag, and where its content is. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content together. */
  readonly whole: Uint8Array;
}

/** The values in a piece of DER, one after another; nothing when it is not DER. */
export function readDer(bytes: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const value = readValue(bytes, at);
    if (value === undefined) return undefined;
    values.push(value);
    at += value.whole.length;
  }
  return values;
}

/** The single value that the data is, if it is one. */
export function readOneDer(bytes: Uint8Array): DerValue | undefined {
  const values = readDer(bytes);
  return values?.length === 1 ? values[0] : undefined;
}

/** The dotted form of an object identifier's content. */
export function objectIdentifier(content: Uint8Array): string {
  const [first = 0, ...rest] = content;
  const parts = [Math.floor(first / 40), first % 40];
  let part = 0;
  for (const byte of rest) {
    part = part * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    parts.push(part);
    part = 0;
  }
  return parts.join('.');
}

function readValue(bytes: Uint8Array, at: number): DerValue | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 4) return undefined;
  let length = extra === 0 ? first : 0;
  for (let index = 0; index < extra; index += 1) {
    const byte = bytes[at + 2 + index];
    if (byte === undefined) return undefined;
    length = length * 256 + byte;
  }
  const start = at + 2 + extra;
  const end = start + length;
  return end > bytes.length ? undefined : { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}
