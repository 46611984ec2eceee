import type { FreezeOverride } from '../deployment-freezes/state.ts';

/** Whether work goes to the front of the queue: as its phase says, or whatever that says. */
export const priorityWishes = ['LifecycleDefault', 'On', 'Off'] as const;
export type PriorityWish = (typeof priorityWishes)[number];

/** What deployments and runbook runs have in common. */
export interface ExecutionFields {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ProjectId: string;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
  readonly TaskId: string;
  readonly Name: string;
  /** As given, to the letter. */
  readonly Comments: string | null;
  readonly Created: string;
  readonly DeployedBy: string;
  readonly DeployedById: string;
  readonly DeployedToMachineIds: readonly string[];
  readonly SkipActions: readonly string[];
  readonly SpecificMachineIds: readonly string[];
  readonly ExcludedMachineIds: readonly string[];
  readonly QueueTime: string | null;
  readonly QueueTimeExpiry: string | null;
  readonly FormValues: Readonly<Record<string, string>>;
  readonly UseGuidedFailure: boolean;
  /** Whether it goes to the front of the queue; kept as it was asked for. */
  readonly Priority?: PriorityWish;
  readonly ForcePackageDownload: boolean;
  readonly FailureEncountered: boolean;
  /** Values of prompts by variable name: not shown, they may be secret. */
  readonly PromptedValues: Readonly<Record<string, string>>;
}

/** One release going to one environment, for one tenant or none. */
export interface DeploymentDocument extends ExecutionFields {
  readonly ReleaseId: string;
  readonly ChannelId: string;
  readonly DeploymentProcessId: string;
  readonly ManifestVariableSetId: string;
  readonly ForcePackageRedeployment: boolean;
  /** Freezes that do not count for it. */
  readonly FreezeOverride?: FreezeOverride | undefined;
  /** Set off by a target: no freeze counts for it. */
  readonly IgnoresFreezes?: boolean;
}

/** A deployment that the server owes: a phase was entered whose targets deploy by themselves. */
export interface AutomaticDeploymentDocument {
  readonly Id: string;
  readonly ReleaseId: string;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
  /** Epoch milliseconds. */
  readonly DueAt: number;
}
