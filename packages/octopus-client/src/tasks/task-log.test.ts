import { expect, it } from 'vitest';
import type { Activity } from '../wire-types.ts';
import { createLogReader } from './task-log.ts';

function node(
  Id: string,
  Name: string,
  lines: readonly [second: number, text: string][],
  Children: Activity[] = [],
): Activity {
  return {
    Id,
    Name,
    Status: 'Running',
    ProgressPercentage: 0,
    Children,
    LogElements: lines.map(([second, MessageText]) => ({
      Category: 'Info',
      MessageText,
      OccurredAt: `2026-01-01T00:00:0${second}.000+00:00`,
    })),
  };
}

it('gives each line once, in the order of time, with its step', () => {
  const read = createLogReader();
  const first = node('root', 'Deploy', [[1, 'begin']], [node('a', 'Step 1: Build', [[2, 'one']])]);
  const second = node(
    'root',
    'Deploy',
    [
      [1, 'begin'],
      [6, 'end'],
    ],
    [
      node('a', 'Step 1: Build', [
        [2, 'one'],
        [4, 'two'],
      ]),
      node('b', 'Step 2: Test', [], [node('c', 'Agent', [[3, 'deep']])]),
    ],
  );

  expect(read({ ActivityLogs: [first] }).map(({ step, text }) => [step, text])).toEqual([
    [undefined, 'begin'],
    ['Build', 'one'],
  ]);
  expect(read({ ActivityLogs: [second] }).map(({ step, text }) => [step, text])).toEqual([
    ['Test', 'deep'],
    ['Build', 'two'],
    [undefined, 'end'],
  ]);
  expect(read({ ActivityLogs: [second] })).toEqual([]);
});

it('keeps two lines that say the same', () => {
  const read = createLogReader();
  const lines: [number, string][] = [
    [1, 'waiting'],
    [1, 'waiting'],
  ];

  expect(read({ ActivityLogs: [node('root', 'Deploy', lines)] })).toHaveLength(2);
});
