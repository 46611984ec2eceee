import type { Smoke } from '../file/train.ts';

/** A thing of the server, by id and by the name people use. */
export interface Ref {
  readonly id: string;
  readonly name: string;
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

/**
 * What a run will do, as data: made once from the file and from what the server said, then never changed. Its canonical JSON is the lock; the
 * hash of that binds approvals. Stops stand in the order in which they may go: car by car, or environment by environment.
 */
export interface Plan {
  readonly schemaVersion: 1;
  readonly train: string;
  readonly description: string;
  readonly by: 'car' | 'environment';
  readonly environments: readonly string[];
  readonly maxParallel: number;
  readonly onFailure: 'stop';
  /** Whoever asked for the train. */
  readonly requester: Person;
  /** Whose key the train uses. */
  readonly account: Person;
  readonly cars: readonly PlannedCar[];
  readonly gates: readonly PlannedGate[];
  readonly stops: readonly PlannedStop[];
  /** Deployments that the server will add by itself and that are not stops. */
  readonly added: readonly PlannedAddition[];
  readonly approvals: ApprovalRunbook | null;
  /** Where the server keeps runs and locks; null where it keeps none, and the journal is all there is. */
  readonly record: TrainRecord | null;
  readonly warnings: readonly string[];
}

export interface PlannedCar {
  readonly id: string;
  readonly space: Ref;
  readonly project: Ref;
  readonly version: string;
  /** The release's id when it stood before the run; null when the run creates it. */
  readonly releaseId: string | null;
  readonly notes: string | null;
  readonly after: readonly string[];
  readonly smoke: readonly Smoke[];
}

export interface PlannedStop {
  /** `car/Environment` or `car/Environment/Tenant`. */
  readonly id: string;
  readonly car: string;
  readonly environment: Ref;
  readonly tenant: Ref | null;
  /** The version that stands there now; null when none does. */
  readonly from: string | null;
  readonly action: 'deploy' | 'unchanged';
  /** The task of the deployment that stands there, for the smoke tests of an unchanged stop. */
  readonly currentTaskId: string | null;
  /** An unchanged stop is tested again when a later stop depends on it and will deploy. */
  readonly verify: boolean;
  /** The server deploys this one by itself: it is adopted, and posted only when it does not come. */
  readonly automatic: boolean;
  /** Ids of the gates that must be open. */
  readonly gates: readonly string[];
  /** Kubernetes namespace: the server's value of `Namespace` there. */
  readonly namespace: string | null;
  /** kubeconfig context of the environment. */
  readonly context: string | null;
}

export interface PlannedGate {
  /** `car/Environment/approval-1`. */
  readonly id: string;
  readonly car: string;
  readonly environment: Ref;
  readonly team: Ref;
  readonly notRequester: boolean;
  /** process: the project's own manual intervention; runbook: the approval runbook, before the deployment is created. */
  readonly through: 'process' | 'runbook';
  /** The name of the process step, for `process`. */
  readonly step: string | null;
}

export interface PlannedAddition {
  /** `car/Environment` or `car/Environment/Tenant`. */
  readonly id: string;
  readonly car: string;
  readonly environment: Ref;
  readonly tenant: Ref | null;
  /** What makes the server deploy there: the release's creation, or a success that completes the phase before. */
  readonly with: 'release' | 'success';
}

/** Where approvals by runbook are asked: the project `Release Trains`. */
export interface ApprovalRunbook {
  readonly space: Ref;
  readonly project: Ref;
  readonly runbook: Ref;
  readonly snapshotId: string;
  /** Environment name → that space's environment id. */
  readonly environments: Readonly<Record<string, string>>;
}

/** The project whose releases are the runs of trains, and whose variables are their locks. */
export interface TrainRecord {
  readonly space: Ref;
  readonly project: Ref;
  readonly variableSetId: string;
}
