import { describe, expect, it } from 'vitest';
import { rolloutOf } from './rollout.ts';

const generations = { metadata: { name: 'store', namespace: 'pay', generation: 2 } };

function statefulSet({ strategy = {}, status = {} }: { strategy?: object; status?: object }) {
  return {
    kind: 'StatefulSet',
    ...generations,
    spec: { replicas: 3, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 }, ...strategy } },
    status: {
      observedGeneration: 2,
      replicas: 3,
      readyReplicas: 3,
      updatedReplicas: 3,
      currentRevision: 'b',
      updateRevision: 'b',
      ...status,
    },
  };
}

// The order of these rules is that of kubectl's rollout_status.go.
describe('the rollout of a stateful set', () => {
  const partitioned = { rollingUpdate: { partition: 2 } };
  it.each<[string, Parameters<typeof statefulSet>[0], string, string]>([
    ['that is all new', {}, 'complete', '3 of 3 pods are ready'],
    [
      'that nobody noticed yet',
      { status: { observedGeneration: 1 } },
      'progressing',
      'the change has not been noticed yet',
    ],
    ['without a status', { status: { observedGeneration: 0 } }, 'progressing', 'the change has not been noticed yet'],
    ['with a pod that is not ready', { status: { readyReplicas: 2 } }, 'progressing', '2 of 3 pods are ready'],
    ['with old pods', { status: { updatedReplicas: 1 } }, 'progressing', '1 of 3 pods are updated'],
    [
      'with a partition that is not reached yet',
      { strategy: partitioned, status: { updatedReplicas: 0 } },
      'progressing',
      '0 of 1 pods of the partition are updated',
    ],
    [
      'with a partition that is reached',
      { strategy: partitioned, status: { updatedReplicas: 1, currentRevision: 'a' } },
      'complete',
      '1 pods are updated, the partition 2 holds the others',
    ],
    [
      'with a partition above all pods',
      { strategy: { rollingUpdate: { partition: 9 } }, status: { updatedReplicas: 0, currentRevision: 'a' } },
      'complete',
      '0 pods are updated, the partition 9 holds the others',
    ],
    [
      'without settings of its update, between two revisions',
      { strategy: { rollingUpdate: undefined }, status: { currentRevision: 'a' } },
      'progressing',
      '3 of 3 pods are updated',
    ],
    [
      'that is updated by hand',
      { strategy: { type: 'OnDelete' }, status: { updatedReplicas: 0 } },
      'by hand',
      'pods are updated only when they are deleted (update strategy OnDelete)',
    ],
  ])('%s', (_, change, state, reason) => {
    expect(rolloutOf(statefulSet(change))).toMatchObject({ kind: 'StatefulSet', state, reason });
  });
});

describe('the rollout of a daemon set', () => {
  function daemonSet({ status = {}, type = 'RollingUpdate' }) {
    return {
      ...generations,
      spec: { updateStrategy: { type } },
      status: {
        observedGeneration: 2,
        desiredNumberScheduled: 2,
        currentNumberScheduled: 2,
        updatedNumberScheduled: 2,
        numberReady: 2,
        numberAvailable: 2,
        ...status,
      },
    };
  }
  it.each<[string, Parameters<typeof daemonSet>[0], string, string]>([
    ['that is all new', {}, 'complete', '2 of 2 pods are available'],
    ['with old pods', { status: { updatedNumberScheduled: 1 } }, 'progressing', '1 of 2 pods are updated'],
    [
      'with a pod that is not available',
      { status: { numberAvailable: 0 } },
      'progressing',
      '0 of 2 updated pods are available',
    ],
    [
      'that nobody noticed yet',
      { status: { observedGeneration: 1 } },
      'progressing',
      'the change has not been noticed yet',
    ],
    [
      'that is updated by hand',
      { type: 'OnDelete' },
      'by hand',
      'pods are updated only when they are deleted (update strategy OnDelete)',
    ],
  ])('%s', (_, change, state, reason) => {
    expect(rolloutOf(daemonSet(change), 'DaemonSet')).toMatchObject({ kind: 'DaemonSet', state, reason });
  });
});

it('a paused deployment says so', () => {
  expect(rolloutOf({ ...generations, spec: { paused: true } })).toMatchObject({ paused: true });
});
