import type { ApprovalRunbook, Person, Ref, TrainRecord } from './plan.ts';

/**
 * What the shell learned from the server before planning: plain data, small, with the names a wrong word may have meant.
 * A thing that was not found is simply not there; planning says so with the file's own words.
 */
export interface Observed {
  readonly account: Person;
  readonly requester: Person;
  readonly spaces: readonly Ref[];
  /** By car id; absent when its space or project was not found. */
  readonly cars: Readonly<Record<string, ObservedCar>>;
  /** Space name → names of its projects, for suggestions. */
  readonly projects: Readonly<Record<string, readonly string[]>>;
  readonly teams: readonly ObservedTeam[];
  readonly approvals: ObservedApprovals | null;
  readonly record: TrainRecord | null;
  /** Context names of the kubeconfig; null when none was given. */
  readonly contexts: readonly string[] | null;
}

export interface ObservedTeam extends Ref {
  readonly memberIds: readonly string[];
  /** Null for a team of the whole server. */
  readonly spaceId: string | null;
}

export interface ObservedApprovals extends ApprovalRunbook {
  /** Teams, by name, that the runbook has a manual step for. */
  readonly teams: readonly string[];
}

export interface ObservedCar {
  readonly space: Ref;
  readonly project: Ref;
  readonly disabled: boolean;
  readonly tenancy: 'Untenanted' | 'TenantedOrUntenanted' | 'Tenanted';
  /** Environments of the space. */
  readonly environments: readonly Ref[];
  /** The lifecycle that the release will walk. */
  readonly lifecycle: ObservedLifecycle;
  /** Tenants connected to the project, with the ids of the environments they are connected in. */
  readonly tenants: readonly (Ref & { readonly environmentIds: readonly string[] })[];
  /** All tenants of the space, for suggestions. */
  readonly tenantNames: readonly string[];
  readonly release: ObservedRelease | null;
  readonly current: readonly ObservedCurrent[];
  /** Manual interventions of the process that the release carries, or would carry. */
  readonly manualSteps: readonly ObservedManualStep[];
  /** All steps of that process. */
  readonly stepNames: readonly string[];
  /** `environmentId` or `environmentId/tenantId` → value of `Namespace`. */
  readonly namespaces: Readonly<Record<string, string>>;
}

export interface ObservedRelease {
  readonly id: string;
  readonly version: string;
  readonly blocked: boolean;
  /** Whether automatic deployments of its first phase may still come. */
  readonly justCreated: boolean;
  /** Where it has succeeded at some time. */
  readonly succeeded: readonly { readonly environmentId: string; readonly tenantId: string | null }[];
}

export interface ObservedLifecycle {
  readonly name: string;
  readonly phases: readonly {
    readonly name: string;
    readonly automatic: readonly string[];
    readonly optional: readonly string[];
    /** 0: all. */
    readonly minimum: number;
    readonly isOptional: boolean;
  }[];
}

/** The newest successful deployment to one place. */
export interface ObservedCurrent {
  readonly environmentId: string;
  readonly tenantId: string | null;
  readonly version: string;
  readonly taskId: string;
  /** A newer deployment of another outcome or still running stands above it. */
  readonly disturbed: boolean;
}

export interface ObservedManualStep {
  readonly name: string;
  /** Environment ids; empty: all. */
  readonly environmentIds: readonly string[];
  readonly excludedEnvironmentIds: readonly string[];
  /** Empty: anyone who may deploy. */
  readonly teamIds: readonly string[];
}
