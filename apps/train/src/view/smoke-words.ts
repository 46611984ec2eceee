import type { SmokeResult, StopStatus } from '@octotrain/train-engine';

/** One smoke test of a stop, as it ended or stands. */
export interface SmokeLine {
  readonly test: string;
  readonly result: SmokeResult;
  readonly detail: string;
  readonly attempts?: number;
}

/** `smoke ✔ step Smoke Test ✔ http 200 in 4 ms`: what passed in few words, what did not in its own. */
export function smokeWords(smokes: readonly SmokeLine[]): string {
  return smokes.length === 0 ? '' : `smoke ${smokes.map(smokeWord).join(' ')}`;
}

function smokeWord({ test, result, detail, attempts = 1 }: SmokeLine): string {
  if (result === 'passed') return `✔ ${test.startsWith('http ') && detail.startsWith('http ') ? detail : test}`;
  if (result === 'pending') return `… ${test}`;
  return `${result === 'failed' ? '✖' : '?'} ${test} ${result}: ${detail}${attempts > 1 ? `, ${attempts} times` : ''}`;
}

/** The mark of a stop's status; the word stands beside it wherever it is shown. */
export const statusMarks: Readonly<Record<StopStatus, string>> = {
  pending: '·',
  waiting: '⏸',
  deploying: '▸',
  verifying: '▸',
  succeeded: '✔',
  unchanged: '=',
  failed: '✖',
  rejected: '✖',
  skipped: '–',
  unknown: '?',
};
