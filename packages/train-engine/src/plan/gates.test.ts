import { describe, expect, it } from 'vitest';
import {
  aCar,
  account,
  anApproval,
  aServer,
  aTrain,
  environmentOf,
  faultsOf,
  observedCar,
  oneCar,
  planOf,
  requester,
  riskLead,
  riskTeam,
} from '../test-support/friday.ts';
import type { Observed } from './observed.ts';

const [development, staging, production] = ['Development', 'Staging', 'Production'].map((name) =>
  environmentOf('Payments', name),
);
if (!development || !staging || !production) throw new Error('three environments');
const _everywhere = [development, staging, production];

describe('an approval', () => {
  const train = oneCar({}, { gates: { Production: [anApproval()] } });

  it.each<[string, Partial<Observed>, string]>([
    ['of a team that nobody knows', { teams: [] }, 'unknown-team'],
    [
      'by the requester alone',
      { teams: [{ ...riskTeam, memberIds: [requester.id], spaceId: null }] },
      'nobody-may-approve',
    ],
    [
      "by the requester and the train's account",
      { teams: [{ ...riskTeam, memberIds: [requester.id, account.id], spaceId: null }] },
      'nobody-may-approve',
    ],
    [
      'of a team of another space',
      { teams: [{ ...riskTeam, memberIds: [riskLead.id], spaceId: 'Spaces-9' }] },
      'unknown-team',
    ],
    ['without a runbook to ask', { approvals: null }, 'no-approval-runbook'],
  ])('%s is refused', (_, change, code) => {
    const faults = faultsOf(train, aServer(train, change));

    expect(faults).toEqual([expect.stringContaining(`gates.Production.0.approval.teams.0 ${code}`)]);
  });

  it('that the runbook has no step or environment for is refused', () => {
    const { approvals, ...rest } = aServer(train);
    if (!approvals) throw new Error('no runbook');

    expect(faultsOf(train, { ...rest, approvals: { ...approvals, teams: [] } })[0]).toContain('no-approval-step');
    expect(faultsOf(train, { ...rest, approvals: { ...approvals, environments: {} } })[0]).toContain(
      'no-approval-environment',
    );
  });

  const step = { name: 'Approve', environmentIds: [], excludedEnvironmentIds: [], teamIds: [riskTeam.id] };
  it.each([
    ['fits', 'either', step, 'process'],
    ['runs elsewhere', 'either', { ...step, environmentIds: [staging.id] }, 'runbook'],
    ['is left out there', 'either', { ...step, excludedEnvironmentIds: [production.id] }, 'runbook'],
    [
      'also asks a team that the gate does not name',
      'either',
      { ...step, teamIds: [riskTeam.id, 'Teams-9'] },
      'runbook',
    ],
    ['asks anyone', 'either', { ...step, teamIds: [] }, 'runbook'],
    ['fits, but the file says runbook', 'runbook', step, 'runbook'],
  ] as const)('whose process step %s (`through: %s`) goes another way', (_, through, manual, expected) => {
    const asked = oneCar({}, { gates: { Production: [anApproval({ through })] } });

    const { gates } = planOf(asked, aServer(asked, { cars: { api: { manualSteps: [manual] } } }));

    expect(gates.map((gate) => gate.through)).toEqual([expected]);
  });
});

describe('warnings', () => {
  it('tell when nobody is named as the requester', () => {
    const train = aTrain();

    expect(planOf(train, aServer(train, { requester: account })).warnings).toEqual([
      expect.stringContaining('say --requested-by'),
    ]);
  });

  it('tell what cannot be done where the server keeps no record of trains', () => {
    const train = oneCar();

    expect(planOf(train, aServer(train, { record: null })).warnings).toEqual([
      expect.stringContaining('`pnpm train init --space SPACE`'),
    ]);
  });

  it('tell of process approvals, of steps that no gate covers and of disturbed places', () => {
    const train = oneCar({}, { gates: { Production: [anApproval()] } });
    const manual = { environmentIds: [production.id], excludedEnvironmentIds: [] };
    const there = observedCar(train, aCar({ id: 'api' }));
    const observed = aServer(train, {
      cars: {
        api: {
          manualSteps: [
            { name: 'Approve', teamIds: [riskTeam.id], ...manual },
            { name: 'Sign', teamIds: ['Teams-9'], ...manual },
          ],
          current: there.current.map((current, at) => ({ ...current, disturbed: at === 0 })),
        },
      },
    });

    expect(planOf(train, observed).warnings).toEqual([
      expect.stringContaining('an answer to `Approve` deploys at once'),
      expect.stringContaining('api/Development: a newer deployment there did not succeed'),
      expect.stringContaining('api/Production will wait at `Sign`'),
    ]);
  });
});
