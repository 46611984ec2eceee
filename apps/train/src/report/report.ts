import type { StopStatus, TaskStatus } from '@octotrain/train-engine';

/**
 * The report of a run, as data: `schema` is 1 and only added to. Times are ISO 8601 in UTC; what nobody knows is null. Ids are the server's. It
 * holds no secret.
 */
export interface Report {
  readonly schema: 1;
  readonly run: string;
  readonly train: string;
  readonly description: string;
  readonly planHash: string;
  readonly server: string | null;
  readonly rehearsal: boolean;
  readonly requester: ReportPerson;
  /** Whose key the train used. */
  readonly account: ReportPerson;
  readonly startedAt: string;
  /** Null while the run is open. */
  readonly endedAt: string | null;
  readonly durationMs: number;
  /** done and failed are ends; the others say how an open run was left. */
  readonly outcome: 'done' | 'failed' | 'waiting' | 'unknown' | 'running';
  readonly stops: readonly ReportStop[];
  /** Deployments that the server made by itself and that are no stops. */
  readonly added: readonly ReportAddition[];
  readonly approvals: readonly ReportApproval[];
  readonly defects: readonly ReportDefect[];
  readonly duplicates: readonly { readonly subject: string; readonly id: string; readonly cancelled: boolean }[];
  readonly notStarted: readonly { readonly name: string; readonly why: string }[];
  readonly warnings: readonly string[];
  readonly totals: ReportTotals;
}

interface ReportPerson {
  readonly username: string;
  readonly displayName: string;
}

export interface ReportPlace {
  readonly car: string;
  readonly space: string;
  readonly project: string;
  readonly environment: string;
  readonly tenant: string | null;
}

/** A task of the server. */
export interface ReportTask {
  readonly deploymentId: string | null;
  readonly taskId: string | null;
  /** Its page; null where the server has no pages. */
  readonly link: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
}

export interface ReportStop extends ReportPlace, ReportTask {
  /** Counts from 1, in the order of the path. */
  readonly number: number;
  readonly from: string | null;
  readonly to: string;
  readonly state: StopStatus;
  readonly reason: string | null;
  /** Null while there is no deployment. */
  readonly deployedBy: 'train' | 'server' | null;
  readonly smoke: readonly ReportSmoke[];
}

export interface ReportSmoke {
  readonly test: string;
  readonly result: 'passed' | 'failed' | 'pending' | 'inconclusive';
  readonly detail: string;
  readonly attempts: number;
}

export interface ReportAddition extends ReportPlace, ReportTask {
  readonly version: string;
  /** The task's state in the server's words; null when it was not seen. */
  readonly taskState: TaskStatus | null;
}

export interface ReportApproval {
  readonly gate: string;
  readonly car: string;
  readonly environment: string;
  readonly team: string;
  /** process: a step of the project's own process; runbook: the train's approval runbook. */
  readonly through: 'process' | 'runbook';
  readonly question: string;
  readonly result: 'approved' | 'refused' | 'asked' | 'not asked';
  readonly by: string | null;
  readonly notes: string | null;
  readonly reason: string | null;
  readonly askedAt: string | null;
  /** When the train saw the answer; the server's own record has the moment itself. */
  readonly answerSeenAt: string | null;
  readonly taskId: string | null;
  readonly link: string | null;
}

interface ReportDefect extends ReportPlace {
  readonly version: string;
  readonly reported: boolean;
  readonly message: string;
}

interface ReportTotals {
  readonly stops: number;
  readonly succeeded: number;
  readonly unchanged: number;
  /** Failed, rejected and unknown stops. */
  readonly failures: number;
  readonly notStarted: number;
  readonly approvals: number;
  /** Deployments on the server that came of this run, those that it added by itself included. */
  readonly deployments: number;
}
