import { describe, expect, it } from 'vitest';
import { conditionRefusal } from './conditions.ts';

type Question = Parameters<typeof conditionRefusal>[0];

function runs(
  condition: Question['step']['Condition'],
  failed: boolean,
  more: { expression?: string; holds?: boolean } = {},
) {
  const Properties: Record<string, string> =
    more.expression === undefined ? {} : { 'Octopus.Step.ConditionVariableExpression': more.expression };
  const question: Question = {
    step: { Condition: condition, Properties },
    failed,
    holds: () => more.holds ?? false,
  };
  return conditionRefusal(question) === null;
}

describe('run conditions', () => {
  it.each([
    ['Success', false, true],
    ['Success', true, false],
    ['Failure', false, false],
    ['Failure', true, true],
    ['Always', false, true],
    ['Always', true, true],
  ] as const)('%s, after a failure %s: %s', (condition, failed, expected) => {
    expect(runs(condition, failed)).toBe(expected);
  });

  it('of a variable run when it holds, also after a failure, and never when it is empty', () => {
    expect(runs('Variable', true, { expression: '#{Yes}', holds: true })).toBe(true);
    expect(runs('Variable', false, { expression: '#{No}', holds: false })).toBe(false);
    expect(runs('Variable', false, { expression: ' ', holds: true })).toBe(false);
    expect(runs('Variable', false)).toBe(false);
  });
});
