import { gunzipSync } from 'node:zlib';

const blockSize = 512;

/** The files of an npm tarball, by their path inside the package; links and long names, which pnpm does not write, are not read. */
export function filesOf(tarball: Uint8Array): ReadonlyMap<string, string> {
  const bytes = gunzipSync(tarball);
  const files = new Map<string, string>();
  for (let at = 0; at + blockSize <= bytes.length && bytes[at] !== 0; ) {
    const name = fieldAt(bytes, at, 100);
    const prefix = fieldAt(bytes, at + 345, 155);
    const size = Number.parseInt(fieldAt(bytes, at + 124, 12), 8);
    const start = at + blockSize;
    const path = `${prefix === '' ? '' : `${prefix}/`}${name}`;
    files.set(path.replace(/^package\//, ''), bytes.toString('utf8', start, start + size));
    at = start + Math.ceil(size / blockSize) * blockSize;
  }
  return files;
}

function fieldAt(bytes: Buffer, at: number, length: number): string {
  return bytes.toString('utf8', at, at + length).split('\0', 1)[0] ?? '';
}
