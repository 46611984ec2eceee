import { expect, it } from 'vitest';
import { podStateOf } from './pod.ts';

it('says how often a pod restarted and how it last ended, rather than that it waits', () => {
  const pod = {
    metadata: { name: 'payments-api-6c9f' },
    spec: { containers: [{ name: 'api' }, { name: 'sidecar' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
      containerStatuses: [
        {
          ready: false,
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
        },
        { ready: true, restartCount: 0, state: { running: {} }, lastState: {} },
      ],
    },
  };

  expect(podStateOf(pod)).toEqual({
    name: 'payments-api-6c9f',
    phase: 'Running',
    ready: 1,
    containers: 2,
    restarts: 4,
    lastReason: 'OOMKilled',
  });
});

it.each([
  [
    'waits for its image',
    { phase: 'Pending', containerStatuses: [{ ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } }] },
    'ImagePullBackOff',
  ],
  ['was put aside', { phase: 'Failed', reason: 'Evicted' }, 'Evicted'],
  [
    'finds no node',
    { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
    'Unschedulable',
  ],
])('says that a pod %s', (_, status, lastReason) => {
  expect(podStateOf({ metadata: { name: 'a' }, spec: { containers: [{}] }, status })).toMatchObject({
    ready: 0,
    containers: 1,
    lastReason,
  });
});

it('has nothing to say about a pod that is well', () => {
  const status = { phase: 'Running', containerStatuses: [{ ready: true, restartCount: 0, state: { running: {} } }] };

  expect(podStateOf({ metadata: { name: 'a' }, spec: { containers: [{}] }, status })).toEqual({
    name: 'a',
    phase: 'Running',
    ready: 1,
    containers: 1,
    restarts: 0,
  });
});
