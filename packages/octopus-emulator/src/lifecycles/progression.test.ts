import { describe, expect, it } from 'vitest';
import {
  automaticTargets,
  implicitPhases,
  nextDeployments,
  type PhaseShape,
  progressThrough,
  refusalOf,
} from './progression.ts';

function phase(name: string, environments: string[], more: Partial<PhaseShape> = {}): PhaseShape {
  return {
    Name: name,
    AutomaticDeploymentTargets: [],
    OptionalDeploymentTargets: environments,
    MinimumEnvironmentsBeforePromotion: 0,
    IsOptionalPhase: false,
    ...more,
  };
}

const environments = ['dev', 'test', 'prod', 'lab'];
const standard = [phase('Dev', ['dev']), phase('Test', ['test']), phase('Prod', ['prod'])];

function walk(phases: readonly PhaseShape[], succeeded: string[] = [], blocked = false) {
  return progressThrough({ phases, environments, succeeded: new Set(succeeded), blocked });
}

describe('progression through a lifecycle', () => {
  it.each([
    ['nothing yet', [], ['Current', 'Pending', 'Pending']],
    ['the first phase done', ['dev'], ['Complete', 'Current', 'Pending']],
    ['all done', ['dev', 'test', 'prod'], ['Complete', 'Complete', 'Complete']],
    ['a later phase was reached once', ['prod'], ['Current', 'Pending', 'Complete']],
  ])('with %s', (_, succeeded, expected) => {
    expect(walk(standard, succeeded).map((state) => state.progress)).toEqual(expected);
  });

  it('asks for all environments of a phase, or for its minimum', () => {
    const all = [phase('Early', ['dev', 'test']), phase('Prod', ['prod'])];
    const one = [phase('Early', ['dev', 'test'], { MinimumEnvironmentsBeforePromotion: 1 }), phase('Prod', ['prod'])];

    expect(refusalOf(walk(all, ['dev']), 'prod')).toBe('notReached');
    expect(refusalOf(walk(one, ['dev']), 'prod')).toBeUndefined();
  });

  it('gives a phase without environments those that no phase names', () => {
    const states = walk([phase('Dev', ['dev']), phase('Rest', []), phase('Prod', ['prod'])], ['dev']);

    expect(states[1]?.environments).toEqual(['test', 'lab']);
    expect(refusalOf(states, 'lab')).toBeUndefined();
  });

  it('opens the phases behind leading optional ones', () => {
    const optional = { IsOptionalPhase: true };
    const phases = [phase('A', ['dev'], optional), phase('B', ['test'], optional), phase('C', ['prod'])];

    expect(['dev', 'test', 'prod'].map((id) => refusalOf(walk(phases), id))).toEqual([undefined, undefined, undefined]);
  });

  it('refuses environments outside the lifecycle and those not reached', () => {
    expect(refusalOf(walk(standard), 'lab')).toBe('outside');
    expect(refusalOf(walk(standard), 'test')).toBe('notReached');
  });

  it('makes a phase of every environment when none is defined', () => {
    const phases = implicitPhases([
      { Id: 'dev', Name: 'Dev' },
      { Id: 'prod', Name: 'Prod' },
    ]);

    expect(walk(phases, ['dev']).map((state) => state.progress)).toEqual(['Complete', 'Current']);
  });

  it.each([
    ['the first phase stays open', [], 'dev', undefined],
    ['a phase without success is shut', ['dev'], 'test', 'blocked'],
    ['a phase with success stays open', ['dev', 'test'], 'test', undefined],
    ['the one behind is shut', ['dev', 'test'], 'prod', 'blocked'],
  ])('while a defect is unresolved, %s', (_, succeeded, environment, expected) => {
    expect(refusalOf(walk(standard, succeeded, true), environment)).toBe(expected);
  });

  it('lists the environments of the current phase as next, without those that are done', () => {
    const states = walk([phase('Early', ['dev', 'test']), phase('Prod', ['prod'])], ['dev']);

    expect(nextDeployments(states, new Set(['dev']))).toEqual({ environments: ['test'], minimumRequired: 2 });
    expect(nextDeployments(walk(standard, ['dev'], true), new Set(['dev'])).environments).toEqual([]);
  });
});

describe('automatic deployments', () => {
  const automatic = [
    phase('Dev', [], { AutomaticDeploymentTargets: ['dev'] }),
    phase('Test', [], { AutomaticDeploymentTargets: ['test'] }),
    phase('Prod', ['prod']),
  ];

  it('take the first phase of a new release', () => {
    expect(automaticTargets([], walk(automatic))).toEqual(['dev']);
  });

  it('take a later phase when the one before completes, once', () => {
    expect(automaticTargets(walk(automatic), walk(automatic, ['dev']))).toEqual(['test']);
    expect(automaticTargets(walk(automatic, ['dev']), walk(automatic, ['dev']))).toEqual([]);
  });

  it('skip optional phases and blocked ones', () => {
    const optional = [phase('Dev', [], { AutomaticDeploymentTargets: ['dev'], IsOptionalPhase: true })];

    expect(automaticTargets([], walk(optional))).toEqual([]);
    expect(automaticTargets(walk(automatic), walk(automatic, ['dev'], true))).toEqual([]);
  });
});
