import type { EmulatorOptions } from '@octotrain/octopus-emulator';

type Random = NonNullable<EmulatorOptions['random']>;

/** The same numbers and ids for the same seed. (mulberry32) */
export function seededRandom(seed: number): Random {
  let state = seed;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const integer = (below: number) => Math.floor(next() * below);
  const digits = (count: number) => Array.from({ length: count }, () => integer(16).toString(16)).join('');
  return { integer, uuid: () => [8, 4, 4, 4, 12].map(digits).join('-') };
}
