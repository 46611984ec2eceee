import { isAbsolute, relative } from 'node:path';

/** A path as whoever stands in `cwd` would write it: from there when it is below, else whole. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}
