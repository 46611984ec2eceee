import type { Activity } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { judgeStep } from './smoke.ts';

function node(Name: string, Status: Activity['Status'], Children: Activity[] = []): Activity {
  return { Id: Name, Name, Status, ProgressPercentage: 100, Children, LogElements: [] };
}

function deployment(status: Activity['Status']): Activity[] {
  return [
    node('Deploy payments-api', 'Success', [
      node('Step 1: Deploy payments-api', 'Success'),
      node('Step 2: Smoke Test', status),
    ]),
  ];
}

describe('a step as a smoke test', () => {
  it.each([
    { status: 'Success', result: 'passed', detail: 'success' },
    { status: 'SuccessWithWarning', result: 'passed', detail: 'success with warning' },
    { status: 'Failed', result: 'failed', detail: 'the step is failed' },
    { status: 'Skipped', result: 'failed', detail: 'the step is skipped' },
    { status: 'Canceled', result: 'failed', detail: 'the step is canceled' },
    { status: 'Running', result: 'inconclusive', detail: 'the step is running' },
    { status: 'Pending', result: 'inconclusive', detail: 'the step is pending' },
  ] as const)('that is $status: $result', ({ status, result, detail }) => {
    expect(judgeStep(deployment(status), 'smoke test')).toEqual({ result, detail });
  });

  it('that is not in the log has not run, which is a failure', () => {
    expect(judgeStep(deployment('Success'), 'Other Test')).toEqual({
      result: 'failed',
      detail: 'the step did not run',
    });
  });

  it('is found by its bare name too, and inside a rolling step', () => {
    const logs = [node('Deploy', 'Success', [node('Step 3.1: Smoke Test', 'Success')])];

    expect(judgeStep(logs, 'Smoke Test').result).toBe('passed');
    expect(judgeStep([node('Smoke Test', 'Failed')], 'Smoke Test').result).toBe('failed');
  });
});
