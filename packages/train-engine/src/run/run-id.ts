const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** `<train>-<yyyymmdd>-<6 base32>`; the date is UTC, `random` gives numbers in [0, 1). */
export function makeRunId(options: { train: string; isoTime: string; random: () => number }): string {
  const date = options.isoTime.slice(0, 10).replaceAll('-', '');
  const tail = Array.from({ length: 6 }, () => alphabet[Math.floor(options.random() * 32)]).join('');
  return `${options.train}-${date}-${tail}`;
}

/** Whether a text has the shape of a run id: what is used as a folder's name must have it. */
export function isRunId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*-\d{8}-[a-z2-7]{6}$/.test(text);
}
