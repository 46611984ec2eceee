import { numberField } from '../json.ts';

/** How many pods a workload wants and has. */
export interface Replicas {
  desired: number;
  updated: number;
  ready: number;
  available: number;
  total: number;
}

/** What is said of a rollout. */
export interface Judgement {
  /**
   * `failed`: the controller gave up waiting (its progress deadline passed). `by hand`: the workload's update strategy
   * is OnDelete, so nobody can say that it ends; `kubectl rollout status` refuses these.
   */
  state: 'complete' | 'progressing' | 'failed' | 'by hand';
  /** One sentence that says why. */
  reason: string;
}

/** Whether the controller has not yet looked at the newest change. */
export function isUnnoticed(workload: unknown): boolean {
  const generation = numberField(workload, 'metadata', 'generation') ?? 0;
  return generation > (numberField(workload, 'status', 'observedGeneration') ?? 0);
}

export function progressing(reason: string): Judgement {
  return { state: 'progressing', reason };
}

export const unnoticed: Judgement = progressing('the change has not been noticed yet');

export const onDelete: Judgement = {
  state: 'by hand',
  reason: 'pods are updated only when they are deleted (update strategy OnDelete)',
};
