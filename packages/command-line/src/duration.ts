const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds of a duration as people write it: `90s`, `5m`, `2h`, `1h30m`, `500ms`, `1d`, or `0`. Undefined for
 * anything else: a bare number has no unit.
 */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim().toLowerCase();
  if (compact === '0') return 0;
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(compact)) return undefined;
  let total = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (unitsMs[unit ?? ''] ?? Number.NaN);
  }
  return Number.isFinite(total) ? Math.round(total) : undefined;
}

/** {@link parseDuration} as the parser of a flag; throws the sentence that the person should read. */
export function durationParser(input: string): number {
  const ms = parseDuration(input);
  if (ms === undefined) throw new SyntaxError(`${input} is no duration: write 90s, 5m, 2h or 0`);
  return ms;
}
