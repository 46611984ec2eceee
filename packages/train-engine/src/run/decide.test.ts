import { describe, expect, it } from 'vitest';
import { aCar, aServer, aStart, aTrain, environmentOf, planOf, stepSmoke } from '../test-support/friday.ts';
import { step } from './step.ts';

describe('an unchanged stop whose smoke test fails', () => {
  const train = aTrain({
    environments: ['Production'],
    gates: {},
    cars: [aCar({ id: 'api', when: 'higher', smoke: [stepSmoke] }), aCar({ id: 'web', after: ['api'] })],
  });
  const { id: environmentId } = environmentOf('Payments', 'Production');
  const current = [{ environmentId, tenantId: null, version: '2.0.0', taskId: 'ServerTasks-1', disturbed: false }];
  const plan = planOf(train, aServer(train, { cars: { api: { current } } }));

  it('ends the run without a defect when another release stands there', () => {
    const started = step(plan, null, aStart()).state;
    const at = aStart().at + 1;
    const result = { type: 'smoke', stop: 'api/Production', index: 0, result: 'failed', detail: 'failed', at } as const;

    expect(step(plan, started, result)).toMatchObject({ effects: [], standing: 'finished' });
  });
});
