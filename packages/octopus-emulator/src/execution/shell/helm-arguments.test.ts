import { describe, expect, it } from 'vitest';
import { helmUpgradeArguments } from './helm-arguments.ts';

const least = {
  release: 'payments-api',
  chart: '/work/charts/payments-api',
  namespace: 'payments-dev',
  values: [],
  resetValues: false,
  timeout: undefined,
  waits: false,
  waitsForJobs: false,
  own: [],
};
const head = ['upgrade', '--install'];
const tail = ['--namespace', 'payments-dev', 'payments-api', '/work/charts/payments-api'];

describe('helm upgrade', () => {
  it.each([
    ['says no more than it must', {}, []],
    ['takes values in their order', { values: ['1.yaml', '2.yaml'] }, ['--values', '1.yaml', '--values', '2.yaml']],
    [
      'resets values and keeps a time',
      { resetValues: true, timeout: '5m30s' },
      ['--reset-values', '--timeout', '5m30s'],
    ],
    ['waits', { waits: true }, ['--wait']],
    ['waits for jobs too', { waits: true, waitsForJobs: true }, ['--wait-for-jobs', '--wait']],
    ['waits for no jobs without waiting', { waitsForJobs: true }, []],
    ['does not ask twice to wait', { waits: true, own: ['--wait'] }, ['--wait']],
    ['waits when it would take itself back', { waits: true, own: ['--atomic', '-x'] }, ['--atomic', '-x']],
  ])('%s', (_, more, between) => {
    expect(helmUpgradeArguments({ ...least, ...more })).toEqual([...head, ...between, ...tail]);
  });

  it.each(['300', 'soon', '5 m', ''])("refuses the time-out '%s'", (timeout) => {
    expect(() => helmUpgradeArguments({ ...least, timeout })).toThrow('is no duration such as 300s or 5m');
  });
});
