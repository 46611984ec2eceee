import { carName, count } from '../view/names.ts';
import { taskWords } from '../view/task-words.ts';
import { durationText } from '../view/times.ts';
import type { Report, ReportAddition, ReportApproval, ReportPlace, ReportStop } from './report.ts';

/** `done: 9 stops, 3 approvals, 11 deployments, 0 failures in 9.2 s`: the last word on a run, in one line. */
export function outcomeLine(report: Report): string {
  const { totals } = report;
  const parts = [
    count(totals.stops, 'stop'),
    ...(totals.unchanged > 0 ? [`${totals.unchanged} unchanged`] : []),
    count(totals.approvals, 'approval'),
    count(totals.deployments, 'deployment'),
    count(totals.failures, 'failure'),
    ...(totals.notStarted > 0 ? [`${totals.notStarted} not started`] : []),
  ];
  const nothing = report.outcome === 'done' && totals.unchanged === totals.stops ? 'nothing to do, ' : '';
  return `${report.outcome}: ${nothing}${parts.join(', ')} in ${durationText(report.durationMs)}`;
}

/** `2026-11-23 14:02:05 UTC`; a dash for what is not known. */
export function momentWords(iso: string | null): string {
  return iso === null ? '–' : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** `merchant-portal (Acme Corp) → Production`. */
export function placeWords(place: Pick<ReportPlace, 'car' | 'environment' | 'tenant'>): string {
  return `${carName(place)} → ${place.environment}`;
}

/** `1.0.0 → 1.1.0`, or the version that stayed. */
export function versionWords({ from, to, state }: Pick<ReportStop, 'from' | 'to' | 'state'>): string {
  return state === 'unchanged' ? to : `${from ?? 'none'} → ${to}`;
}

/** `by the server`, and how long the task took. */
export function deployedWords({ deployedBy, durationMs }: Pick<ReportStop, 'deployedBy' | 'durationMs'>): string {
  if (deployedBy === null) return '–';
  return `by the ${deployedBy}${durationMs === null ? '' : ` in ${durationText(durationMs)}`}`;
}

/** Who answered and through what: `approved by Marcus Webb`, `not asked`. */
export function approvalWords(approval: ReportApproval): string {
  const { result, by, reason } = approval;
  if (result === 'approved') return `approved by ${by ?? 'nobody known'}`;
  return result === 'refused' ? `refused: ${reason ?? 'no reason was given'}` : result;
}

/** `step Risk Team Approval of the process`, `runbook Train Approval`. */
export function throughWords({ through, question }: ReportApproval): string {
  return through === 'process' ? `step ${question} of the process` : `runbook ${question}`;
}

/** What became of a deployment that the server added. */
export function taskStateWords({ taskState }: ReportAddition): string {
  return taskState === null ? 'not looked at' : taskWords[taskState];
}
