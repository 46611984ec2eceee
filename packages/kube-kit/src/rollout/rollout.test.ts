import { describe, expect, it } from 'vitest';
import { rolloutOf } from './rollout.ts';

/** A Deployment as a cluster shows it after a finished rollout of three replicas. */
function deployment({
  generation = 4,
  observedGeneration = 4,
  replicas = 3,
  status = {},
  reason = 'NewReplicaSetAvailable',
} = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'payments-api', namespace: 'payments-staging', generation, labels: { app: 'payments-api' } },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'payments-api' } },
      template: { spec: { containers: [{ name: 'api', image: 'registry/payments-api:1.1.0' }] } },
    },
    status: {
      observedGeneration,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions: [
        { type: 'Available', status: 'True' },
        { type: 'Progressing', status: 'True', reason },
      ],
      ...status,
    },
  };
}

it('says what a finished rollout runs', () => {
  expect(rolloutOf(deployment())).toEqual({
    kind: 'Deployment',
    namespace: 'payments-staging',
    name: 'payments-api',
    paused: false,
    state: 'complete',
    reason: '3 of 3 replicas are available',
    replicas: { desired: 3, updated: 3, ready: 3, available: 3, total: 3 },
    images: ['registry/payments-api:1.1.0'],
    labels: { app: 'payments-api' },
    podLabels: { app: 'payments-api' },
  });
});

describe('a rollout', () => {
  it.each([
    ['that nobody noticed yet', { observedGeneration: 3 }, 'progressing', 'the change has not been noticed yet'],
    ['that has just begun', { status: { updatedReplicas: 1 } }, 'progressing', '1 of 3 replicas are updated'],
    ['with old pods left', { status: { replicas: 5 } }, 'progressing', '2 old replicas are still there'],
    [
      'whose pods are not ready',
      { status: { availableReplicas: 2 } },
      'progressing',
      '2 of 3 updated replicas are available',
    ],
    [
      'given up',
      { status: { updatedReplicas: 1 }, reason: 'ProgressDeadlineExceeded' },
      'failed',
      'the rollout exceeded its progress deadline',
    ],
    [
      'given up, then changed',
      { observedGeneration: 3, reason: 'ProgressDeadlineExceeded' },
      'progressing',
      'the change has not been noticed yet',
    ],
    [
      'scaled to nothing',
      { replicas: 0, status: { replicas: 0, updatedReplicas: 0, availableReplicas: 0 } },
      'complete',
      '0 of 0 replicas are available',
    ],
  ])('%s', (_, change, state, reason) => {
    expect(rolloutOf(deployment(change))).toMatchObject({ state, reason });
  });

  it('of a new object without any status is in progress', () => {
    const fresh = { metadata: { name: 'a', namespace: 'b', generation: 1 }, spec: {} };

    expect(rolloutOf(fresh)).toMatchObject({ state: 'progressing', replicas: { desired: 1 }, images: [] });
  });

  it('of something that is no Deployment is not complete', () => {
    expect(rolloutOf('nonsense')).toMatchObject({ state: 'progressing', name: '' });
  });
});
