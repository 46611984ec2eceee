/** Where a step runs, for faults. Names, not ids. */
interface StepPlace {
  readonly step: string;
  readonly project: string;
  readonly environment: string;
  readonly tenant?: string | undefined;
}

/** A workload of a simulated cluster, for faults. */
interface WorkloadPlace {
  readonly cluster: string;
  readonly namespace: string;
  readonly workload: string;
  readonly environment?: string | undefined;
  readonly tenant?: string | undefined;
}

export type StepFault = { readonly kind: 'fail'; readonly message: string } | { readonly kind: 'stall' };

export type WorkloadFault = { readonly kind: 'status'; readonly status: number } | { readonly kind: 'notReady' };

/** How a health check finds a target or a worker. */
export type MachineFault = 'unavailable' | 'unhealthy';

/** `when` says whether the request was carried out before the answer went wrong. */
export type RouteFault =
  | { readonly kind: 'latency'; readonly delayMs: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly when: 'before' | 'after';
      readonly retryAfterS?: number | undefined;
    }
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** The connection drops at once, and the request is carried out `delayMs` later. */
  | { readonly kind: 'late'; readonly delayMs: number };

/** The faults that were asked for. Each question counts as one occasion: a fault with `times` is used up by it. */
export interface FaultPlan {
  forStep(place: StepPlace): StepFault | undefined;
  forWorkload(place: WorkloadPlace): WorkloadFault | undefined;
  /** What a health check of the target or worker of that name finds. */
  forMachine(name: string): MachineFault | undefined;
  /** Delays, and at most one other fault, the last. `path` without its query. */
  forRoute(method: string, path: string): readonly RouteFault[];
}

export const noFaults: FaultPlan = {
  forStep: () => undefined,
  forWorkload: () => undefined,
  forMachine: () => undefined,
  forRoute: () => [],
};
