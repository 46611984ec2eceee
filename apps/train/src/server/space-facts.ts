import type { Lifecycle, Project, Tenant } from '@octotrain/octopus-client';
import type { Ref } from '@octotrain/train-engine';

/** What is the same for all cars of a space. */
export interface SpaceFacts {
  readonly space: Ref;
  readonly projects: readonly Project[];
  readonly environments: readonly Ref[];
  /** Asked for when a car first wants it, and once. */
  lifecycles(): Promise<readonly Lifecycle[]>;
  tenants(): Promise<readonly Tenant[]>;
}

/** Asks once, however often it is called. */
export function once<T>(question: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= question();
    return answer;
  };
}
