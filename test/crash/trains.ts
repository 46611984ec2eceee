import { readFileSync } from 'node:fs';
import { type FaultPlan, noFaults } from '@octotrain/octopus-emulator';

/** A train that is cut everywhere, and what is wrong with the world that it rides in. */
export interface CutTrain {
  readonly file: string;
  readonly requestedBy: string;
  readonly faults: FaultPlan;
  /** How an undisturbed ride ends. */
  readonly outcome: 'done' | 'failed';
}

/** FinPay's Friday, as it comes with the program. */
export const friday: CutTrain = {
  file: readFileSync(new URL('../../trains/friday.yaml', import.meta.url), 'utf8'),
  requestedBy: 'alex.rivera',
  faults: noFaults,
  outcome: 'done',
};

/**
 * Both tenants and untenanted, cars side by side, approvals by runbook in Staging; and a deployment that fails when all that goes beside it has arrived, so that
 * how far the train comes does not depend on the hour at which it is cut.
 */
export const tenants: CutTrain = {
  file: `version: 1
train: tenants
environments: [Development, Staging]
by: environment
cars:
  - project: Merchants/merchant-portal
    release: { version: 1.1.0, create: ifMissing }
    tenants: { include: [Acme Corp, EuroShop], untenanted: true }
    after: []
  - project: Payments/payments-api
    release: { version: 1.1.0, create: ifMissing }
    after: []
    smoke:
      - step: Smoke Test
  - project: Payments/fraud-detector
    release: { version: 1.1.0, create: ifMissing }
    after: [merchant-portal, payments-api]
  - project: Merchants/kyc-service
    release: { version: 1.1.0, create: ifMissing }
    after: [fraud-detector]
gates:
  Staging:
    - approval: { teams: [Risk Team], notRequester: true, through: runbook }
`,
  requestedBy: 'alex.rivera',
  faults: {
    ...noFaults,
    forStep: ({ project, environment }) =>
      project === 'fraud-detector' && environment === 'Staging'
        ? { kind: 'fail', message: 'the chart does not install' }
        : undefined,
  },
  outcome: 'failed',
};
