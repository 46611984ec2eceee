import type { Drift } from '@octotrain/lab-apply';

/** What `verify --json` prints. Fields are only ever added to it. */
export interface DriftDocument extends Drift {
  readonly schema: 1;
  readonly lab: string;
}

/** Drift as data for other programs: no secret is in it, and no id of the server but those of its audit log. */
export function driftDocument(lab: string, drift: Drift): DriftDocument {
  return { schema: 1, lab, ...drift };
}
