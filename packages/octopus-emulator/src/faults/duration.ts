import { z } from 'zod';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

type Unit = keyof typeof units;

/** A time like `500ms`, `2s`, `5m`, `3h`, `1d`, or a number of seconds; read as milliseconds. */
export const duration = z.union([z.number().nonnegative(), z.string()]).transform((value, context) => {
  if (typeof value === 'number') return value * units.s;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(value.trim()) ?? [];
  // The pattern lets only units through.
  if (amount !== undefined) return Number(amount) * units[unit as Unit];
  context.addIssue({ code: 'custom', message: `'${value}' is not a time: write it like 500ms, 2s or 5m` });
  return z.NEVER;
});
