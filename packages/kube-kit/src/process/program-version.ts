/** A version as programs print it. */
export interface ProgramVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** As it was printed, such as `v1.32.4-dispatcher`. */
  readonly text: string;
}

/** The first version in a text; undefined when there is none. */
export function versionIn(text: string): ProgramVersion | undefined {
  const found = /(?:\b|(?<=go))v?(\d+)\.(\d+)(?:\.(\d+))?[0-9A-Za-z.+-]*/.exec(text);
  if (!found) return undefined;
  const [whole, major, minor, patch = '0'] = found;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), text: whole };
}
