import { describe, expect, it } from 'vitest';
import { aCar, anApproval, aTrain, finPay, planOf } from '../test-support/friday.ts';
import { permissionsNeeded } from './permissions-needed.ts';

function friday() {
  const train = aTrain({
    cars: [
      aCar({ id: 'payments-api', smoke: [{ kind: 'step', step: 'Deploy' }] }),
      aCar({ id: 'fraud-detector', after: ['payments-api'] }),
      aCar({
        id: 'merchant-portal',
        space: 'Merchants',
        after: ['fraud-detector'],
        tenants: { include: ['Acme Corp'], untenanted: false },
      }),
    ],
    gates: { Production: [anApproval()] },
  });
  return planOf(train, finPay(train));
}

describe('the permissions that Friday’s plan needs', () => {
  it('are to release and deploy in each project, to report a defect where there is a smoke test, to ask for approvals, and to keep the record of the run', () => {
    const needed = permissionsNeeded(friday());

    const words = needed.map(({ permission, project, environment, tenant }) =>
      [permission, project.name, environment?.name, tenant?.name].filter(Boolean).join(' '),
    );
    expect(words.filter((each) => each.startsWith('ReleaseCreate'))).toEqual([
      'ReleaseCreate payments-api',
      'ReleaseCreate fraud-detector',
      'ReleaseCreate merchant-portal',
      'ReleaseCreate Release Trains',
    ]);
    expect(words.filter((each) => each.startsWith('DefectReport'))).toEqual(['DefectReport payments-api']);
    expect(words.filter((each) => each.startsWith('DeploymentCreate'))).toHaveLength(9);
    expect(words).toContain('DeploymentCreate merchant-portal Production Acme Corp');
    expect(words.filter((each) => each.startsWith('RunbookRunCreate'))).toEqual([
      'RunbookRunCreate Release Trains Production',
    ]);
    expect(words.filter((each) => each.startsWith('Variable'))).toEqual([
      'VariableViewUnscoped Release Trains',
      'VariableEdit Release Trains',
      'VariableEditUnscoped Release Trains',
    ]);
  });

  it('are none when there is nothing to deploy', () => {
    const plan = friday();

    expect(
      permissionsNeeded({
        ...plan,
        stops: plan.stops.map((stop) => ({ ...stop, action: 'unchanged', gates: [] })),
        gates: [],
      }),
    ).toEqual([]);
  });
});
