import type { LabChange, LeftOut, PulledLab, PulledSecret } from '@octotrain/lab-apply';

/** What was pulled, as JSON. Fields are only ever added to it. */
interface PullDocument {
  readonly schema: 1;
  readonly lab: string;
  readonly server: string;
  readonly spaces: readonly string[];
  /** Where the lab file was written. */
  readonly file?: string;
  /** The lab file, when it was written nowhere. */
  readonly text?: string;
  readonly leftOut: readonly LeftOut[];
  readonly secrets: readonly PulledSecret[];
  /** What an apply would change all the same. */
  readonly changes: readonly LabChange[];
}

/** What was pulled as data for other programs. It holds no secret. */
export function pullDocument(
  { lab, leftOut, secrets, changes }: PulledLab,
  place: { server: string; file?: string; text?: string },
): PullDocument {
  return { schema: 1, lab: lab.name, spaces: lab.spaces.map(({ name }) => name), ...place, leftOut, secrets, changes };
}
