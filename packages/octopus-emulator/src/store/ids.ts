const STEPS = 65_536;

/**
 * Where a document stands among those of its history: `Deployments-12` by 12, the log `ServerTasks-12/3` by 12 and then
 * 3; an id without a number has some place, always the same.
 */
export function orderOfId(id: string): number {
  const end = id.lastIndexOf('/');
  const number = numberIn(id, id.lastIndexOf('-') + 1, end < 0 ? id.length : end);
  if (number === undefined) return placeOf(id);
  if (end < 0) return number;
  const step = numberIn(id, end + 1, id.length);
  return step === undefined || step >= STEPS ? placeOf(id) : number * STEPS + step;
}

const MOST_DIGITS = 10;

function numberIn(id: string, from: number, to: number): number | undefined {
  if (from >= to || to - from > MOST_DIGITS) return undefined;
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = id.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

function placeOf(text: string): number {
  return hashOf(text) * 1_048_576 + (hashOf(`${text}!`) % 1_048_576);
}

/** A whole number below 2^32, always the same for the same text. FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
