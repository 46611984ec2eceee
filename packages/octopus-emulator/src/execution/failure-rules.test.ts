import { describe, expect, it } from 'vitest';
import { guidancesFor, guidedByDefault, isGuided } from './guided-failure.ts';
import { backoffAfter, retryRule } from './retries.ts';

function rule(type: string, properties: Record<string, string>) {
  return retryRule(type, (name) => properties[`Octopus.Action.${name.replace('Octopus.Action.', '')}`]);
}

describe('retries', () => {
  const all = {
    'Octopus.Action.AutoRetry.MaximumCount': '2',
    'Octopus.Action.AutoRetry.MinimumBackoff': '15',
    'Octopus.Action.ExecutionTimeout.Minutes': '10',
  };

  it('are read from properties', () => {
    expect(rule('Octopus.Script', all)).toEqual({ retries: 2, backoffMs: 15_000, timeoutMs: 600_000 });
    expect(rule('Octopus.Script', {})).toEqual({ retries: 0, backoffMs: 0, timeoutMs: undefined });
  });

  it.each([
    ['9', 3],
    ['-1', 0],
    ['two', 0],
    ['3', 3],
  ])('written %s are %i', (text, retries) => {
    expect(rule('Octopus.Script', { 'Octopus.Action.AutoRetry.MaximumCount': text }).retries).toBe(retries);
  });

  it.each(['Octopus.DeployRelease', 'Octopus.HealthCheck', 'Octopus.Manual', 'Octopus.Email'])(
    'are not for %s',
    (type) => {
      expect(rule(type, all)).toEqual({ retries: 0, backoffMs: 0, timeoutMs: undefined });
    },
  );

  it('wait longer each time', () => {
    const read = rule('Octopus.Script', all);

    expect([1, 2, 3].map((attempt) => backoffAfter(read, attempt))).toEqual([15_000, 30_000, 60_000]);
  });
});

describe('guided failure', () => {
  it.each([
    ['On', false, true],
    ['Off', true, false],
    ['EnvironmentDefault', true, true],
    ['EnvironmentDefault', false, false],
  ] as const)('mode %s, environment %s: %s', (mode, UseGuidedFailure, expected) => {
    expect(guidedByDefault(mode, { UseGuidedFailure })).toBe(expected);
  });

  it.each([
    [true, undefined, true],
    [true, 'False', false],
    [false, 'true', true],
    [false, 'perhaps', false],
  ])('asked %s, variable %s: %s', (asked, variable, expected) => {
    expect(isGuided(asked, variable)).toBe(expected);
  });

  it.each([
    [false, true, ['Fail', 'Retry', 'Ignore', 'Exclude']],
    [false, false, ['Fail', 'Retry', 'Ignore']],
    [true, true, ['Fail', 'Retry']],
  ])('required %s, on a target %s: %j', (required, onTarget, expected) => {
    expect(guidancesFor({ required, onTarget })).toEqual(expected);
  });
});
