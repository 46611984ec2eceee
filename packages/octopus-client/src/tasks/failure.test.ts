import { describe, expect, it } from 'vitest';
import type { Activity, ServerTask, TaskDetails } from '../wire-types.ts';
import { findFailure } from './failure.ts';

function node(name: string, more: Partial<Activity> = {}): Activity {
  return { Id: name, Name: name, Status: 'Failed', ProgressPercentage: 100, Children: [], LogElements: [], ...more };
}

const error = (MessageText: string) => [{ Category: 'Error', MessageText }];

function details(children: Activity[], task: Partial<ServerTask> = {}): TaskDetails {
  const Task = { IsCompleted: true, FinishedSuccessfully: false, State: 'Failed', ErrorMessage: null, ...task };
  return {
    // Only what the search reads.
    Task: Task as ServerTask,
    ActivityLogs: [node('Deploy', { LogElements: error('The deployment failed.'), Children: children })],
    Progress: { ProgressPercentage: 100 },
    Links: {},
  };
}

describe('why a task failed', () => {
  it('is the first error below the step that failed first, not the one that is listed first', () => {
    const found = findFailure(
      details([
        node('Step 1: Fine', { Status: 'Success', LogElements: error('only a scare') }),
        node('Step 3: Clean up', { Ended: '2026-01-01T00:09:00Z', LogElements: error('nothing to clean') }),
        node('Step 2: Deploy', {
          Ended: '2026-01-01T00:05:00Z',
          LogElements: error('The step failed.'),
          Children: [node('agent-1', { LogElements: error('image not found') })],
        }),
      ]),
    );

    expect(found).toEqual({ step: 'Deploy', line: 'image not found' });
  });

  it("is the task's own error when no step failed", () => {
    expect(findFailure(details([]))).toEqual({ step: undefined, line: 'The deployment failed.' });
  });

  it.each([
    ['what the task says', { ErrorMessage: 'no agent' }, 'no agent'],
    ['its state', { State: 'TimedOut' as const }, 'the task ended as TimedOut'],
  ])('is %s when the log says nothing', (_, task, line) => {
    expect(findFailure(details([node('Step 1: Deploy')], task))).toEqual({ step: 'Deploy', line });
  });

  it.each([
    ['succeeded', { FinishedSuccessfully: true, State: 'Success' as const }],
    ['is still going on', { IsCompleted: false, State: 'Executing' as const }],
  ])('is nothing when it %s', (_, task) => {
    expect(findFailure(details([node('Step 1: Deploy')], task))).toBeUndefined();
  });
});
