/** The three forms of a date that HTTP knows: `Sun, 06 Nov 1994 …`, `Sunday, 06-Nov-94 …`, `Sun Nov  6 … 1994`. */
const httpDate = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,\s*\d|(?:mon|tue|wed|thu|fri|sat|sun)\s+[a-z]{3}\s)/i;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds, given in seconds or as a date. A date is measured against the answer's own `Date`
 * where it has one, so that clocks that disagree do no harm. Nothing when it says neither.
 */
export function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const until = readDate(text);
  return until === undefined ? undefined : Math.max(0, until - (readDate(headers.get('date') ?? '') ?? nowMs));
}

function readDate(text: string): number | undefined {
  const ms = httpDate.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
