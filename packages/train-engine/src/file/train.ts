/** A train file after loading: defaults filled in, references checked, durations in milliseconds. Plain data. */
export interface Train {
  readonly name: string;
  readonly description: string;
  readonly environments: readonly string[];
  readonly by: 'car' | 'environment';
  readonly maxParallel: number;
  /** Environment → kubeconfig context. */
  readonly clusters: Readonly<Record<string, string>>;
  readonly cars: readonly Car[];
  /** Environment → gates before each deployment there. */
  readonly gates: Readonly<Record<string, readonly ApprovalGate[]>>;
  readonly onFailure: 'stop';
}

export interface Car {
  readonly id: string;
  readonly space: string;
  readonly project: string;
  readonly version: string;
  readonly create: boolean;
  readonly notes: string | null;
  /** Ids of the cars that must be done first. */
  readonly after: readonly string[];
  /** null: whatever the project deploys without tenants. */
  readonly tenants: { readonly include: readonly string[]; readonly untenanted: boolean } | null;
  readonly when: 'always' | 'notCurrent' | 'higher';
  readonly smoke: readonly Smoke[];
}

export interface ApprovalGate {
  readonly kind: 'approval';
  readonly teams: readonly string[];
  readonly notRequester: boolean;
  readonly through: 'either' | 'runbook';
}

export type Smoke = StepSmoke | RolloutSmoke | HttpSmoke;

export interface StepSmoke {
  readonly kind: 'step';
  readonly step: string;
}

export interface RolloutSmoke {
  readonly kind: 'rollout';
  readonly deployment: string;
  readonly timeoutMs: number;
}

export interface HttpSmoke {
  readonly kind: 'http';
  readonly service: string;
  readonly port: string | null;
  readonly path: string;
  readonly status: number;
  readonly attempts: number;
  readonly everyMs: number;
  readonly timeoutMs: number;
}
