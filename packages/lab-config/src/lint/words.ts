import type { Position } from '@octotrain/checked-yaml';

/** Other places in words: `also at line 12 and line 30`; a place of another file with its name. */
export function alsoAt(places: readonly Position[], of?: string): string {
  const words = places.map(({ file, line }) => (of === undefined || file === of ? `line ${line}` : `${file}:${line}`));
  const last = words.at(-1) ?? '';
  return `also at ${words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last}`;
}
