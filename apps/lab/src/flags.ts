import type { Provider } from './clusters.ts';

/** What `lab up` and `lab down` are told. */
export interface LabFlags {
  readonly provider: Provider;
}

/** What `lab status` is told. */
export interface StatusFlags extends LabFlags {
  readonly json: boolean;
}
