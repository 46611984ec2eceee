import type { StopStatus } from '../run/assess.ts';
import type { Outcome, SmokeResult, Source } from '../run/event.ts';

/** What every line of `--json` carries. The schema is only added to. */
export interface EventHead {
  readonly schema: 1;
  /** Counts from 1 over the whole run, also across a resume. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly run: string;
}

/** Where an event took place. */
export interface Place {
  readonly car: string;
  readonly environment: string;
  readonly tenant: string | null;
}

/** What happened, for readers outside: derived from the state before and after, so a replayed journal tells the same story. */
export type TrainEventBody =
  | {
      readonly event: 'run-started';
      readonly train: string;
      readonly plan: string;
      readonly stops: number;
      readonly requester: string;
    }
  | { readonly event: 'run-resumed' }
  | { readonly event: 'run-finished'; readonly outcome: Outcome }
  | ({
      readonly event: 'stop';
      readonly state: StopStatus;
      readonly from: string | null;
      readonly to: string;
      readonly reason: string | null;
    } & Place)
  | {
      readonly event: 'release';
      readonly car: string;
      readonly version: string;
      readonly releaseId: string;
      readonly created: boolean;
    }
  | ({
      readonly event: 'deployment';
      readonly state: StopStatus;
      readonly deploymentId: string;
      readonly taskId: string;
      readonly source: Source;
    } & Place)
  | {
      readonly event: 'deployment-added';
      readonly car: string;
      readonly environment: string;
      readonly tenant: string | null;
      readonly deploymentId: string;
      readonly taskId: string;
    }
  | ({
      readonly event: 'approval-asked';
      readonly gate: string;
      readonly team: string;
      readonly through: 'process' | 'runbook';
      readonly taskId: string;
      readonly state: StopStatus;
    } & Place)
  | ({
      readonly event: 'approval-answered';
      readonly gate: string;
      readonly team: string;
      readonly result: 'approved' | 'refused';
      readonly by: string | null;
      readonly notes: string | null;
      readonly reason: string | null;
      readonly state: StopStatus;
    } & Place)
  | ({
      readonly event: 'smoke';
      readonly test: string;
      readonly result: SmokeResult;
      readonly detail: string;
      readonly state: StopStatus;
    } & Place)
  | ({
      readonly event: 'defect';
      readonly reported: boolean;
      readonly message: string;
      readonly state: StopStatus;
    } & Place)
  | { readonly event: 'task-cancelled'; readonly taskId: string; readonly why: string }
  | { readonly event: 'duplicate'; readonly subject: string; readonly id: string; readonly cancelled: boolean };

export type TrainEvent = EventHead & TrainEventBody;
