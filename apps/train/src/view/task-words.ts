import type { TaskStatus } from '@octotrain/train-engine';

/** What became of a task, in words that follow its name. */
export const taskWords: Readonly<Record<TaskStatus, string>> = {
  Queued: 'is queued',
  Executing: 'still runs',
  Cancelling: 'is being cancelled',
  Success: 'succeeded',
  Failed: 'failed',
  Canceled: 'was cancelled',
  TimedOut: 'timed out',
};
