import type { WrittenFault } from './schema.ts';

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** A fault in the form of the file. */
export function showFault({ match, do: deed, ...rest }: WrittenFault): object {
  return { match, do: showDeed(deed), ...rest };
}

function showDeed(deed: WrittenFault['do']): unknown {
  if (typeof deed === 'string') return deed;
  if ('latency' in deed) return { latency: showDuration(deed.latency) };
  if ('writeLater' in deed) return { writeLater: showDuration(deed.writeLater) };
  return deed;
}

/** A time as a person writes it: `2s`, `500ms`. */
function showDuration(ms: number): string {
  const [unit, size] = units.find(([, unitMs]) => ms >= unitMs && ms % unitMs === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}
