/** A share of the items, the same for the same seed, in their order; at least one. */
export function sampleOf<T>(items: readonly T[], options: { share: number; seed: number }): readonly T[] {
  const wanted = Math.max(1, Math.round(items.length * options.share));
  let state = options.seed >>> 0;
  // Mulberry32.
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const drawn = items.map((item, index) => ({ item, index, lot: next() }));
  return drawn
    .sort((a, b) => a.lot - b.lot)
    .slice(0, wanted)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
