import { describe, expect, it } from 'vitest';
import { processSchema } from '../../processes/state.ts';
import { limitOf, shapeOf } from './shape.ts';

const action = { Name: 'Do', ActionType: 'Octopus.Script' };

function shaped(steps: object[], planned: { step: number; action?: number; machines?: string[]; skip?: string }[]) {
  const written = processSchema.parse({
    Steps: steps.map((step, at) => ({ Name: `S${at}`, Actions: [action], ...step })),
  });
  const documents = written.Steps.map((step, at) => ({
    ...step,
    Id: `s${at}`,
    Slug: `s${at}`,
    Actions: step.Actions.map((one, index) => ({ ...one, Id: `a${index}`, Slug: `a${index}`, Packages: [] })),
  }));
  return shapeOf(
    documents,
    planned.map(({ step, action: index = 0, machines = [], skip = null }) => ({
      StepIndex: step,
      ActionIndex: index,
      MachineIds: machines,
      Skip: skip,
    })),
  );
}

describe('the shape of a walk', () => {
  it('groups steps that run with the previous one; the first has none', () => {
    const beside = { StartTrigger: 'StartWithPrevious' };

    const shape = shaped(
      [beside, beside, {}, beside, {}],
      [0, 1, 2, 3, 4].map((step) => ({ step })),
    );

    expect(shape.map(({ Group }) => Group)).toEqual([0, 0, 1, 1, 2]);
  });

  it('knows where steps run, and which are left out', () => {
    const shape = shaped(
      [{}, {}, { Actions: [action, action], Properties: { 'Octopus.Action.MaxParallelism': '' } }],
      [
        { step: 0, machines: ['a', 'b'] },
        { step: 1, skip: 'it is disabled' },
        { step: 2, action: 0, skip: 'it is disabled' },
        { step: 2, action: 1, machines: ['a'] },
      ],
    );

    expect(shape).toMatchObject([
      { Lanes: ['a', 'b'], Rolling: false, State: 'Pending' },
      { State: 'Skipped' },
      { ActionIndexes: [1], Lanes: ['a'], Rolling: true },
    ]);
  });
});

describe('how many targets at a time', () => {
  it.each([
    [true, '3', undefined, 3],
    [true, '', '5', 1],
    [true, 'many', undefined, 1],
    [true, '0', undefined, 1],
    [false, undefined, undefined, 10],
    [false, undefined, '2', 2],
    [false, undefined, '-2', 10],
  ])('rolling %s, window %s, variable %s: %i', (rolling, window, variable, expected) => {
    expect(limitOf(rolling, window, variable)).toBe(expected);
  });
});
