import { describe, expect, it } from 'vitest';
import { rolloutTroubles, type Surroundings } from './troubles.ts';

const deployment = {
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'pay', uid: 'd', annotations: { 'deployment.kubernetes.io/revision': '2' } },
  spec: { replicas: 2 },
  status: {},
};

function replicaSet({ revision, uid, status = {} }: { revision: string; uid: string; status?: object }) {
  return {
    metadata: {
      name: `api-${uid}`,
      uid,
      annotations: { 'deployment.kubernetes.io/revision': revision },
      ownerReferences: [{ uid: 'd' }],
    },
    status,
  };
}

const sets = [replicaSet({ revision: '1', uid: 'old' }), replicaSet({ revision: '2', uid: 'new' })];

/** A pod of the new ReplicaSet, unless told otherwise. */
function pod(change: { name?: string; owner?: string; spec?: object; status?: object }) {
  const { name = 'api-1', owner = 'new', spec = {}, status = {} } = change;
  return {
    metadata: { name, namespace: 'pay', uid: `uid-${name}`, ownerReferences: [{ uid: owner }] },
    spec: { containers: [{ name: 'api', image: 'shop/api:9' }], ...spec },
    status: { phase: 'Pending', ...status },
  };
}

function event(change: { uid: string; reason: string; message: string; at?: string }) {
  const { uid, reason, message, at = '2026-12-01T03:00:00Z' } = change;
  return { involvedObject: { uid }, reason, message, lastTimestamp: at };
}

function waiting(reason: string, message = '', more: object = {}) {
  return {
    containerStatuses: [
      {
        name: 'api',
        image: 'shop/api:9',
        ready: false,
        restartCount: 0,
        state: { waiting: { reason, message } },
        ...more,
      },
    ],
  };
}

const running = { containerStatuses: [{ name: 'api', ready: false, restartCount: 0, state: { running: {} } }] };
const unschedulable = (message: string) => ({
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
});
const withClaim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
const claim = (phase: string) => ({
  metadata: { name: 'data', namespace: 'pay', uid: 'c' },
  spec: { storageClassName: 'nfs-csi' },
  status: { phase },
});

function troublesWith(around: Partial<Surroundings>, workload: object = deployment) {
  return rolloutTroubles({
    workload,
    kind: 'Deployment',
    around: { pods: [], replicaSets: sets, claims: [], events: [], ...around },
  });
}

describe('a rollout hangs', () => {
  it.each<[string, Partial<Surroundings>, string, string]>([
    [
      'for its image cannot be pulled',
      {
        pods: [
          pod({
            status: waiting('ImagePullBackOff', 'Back-off pulling image "shop/api:9": ErrImagePull: not found\nmore'),
          }),
        ],
      },
      'image',
      'api: the image shop/api:9 cannot be pulled (ImagePullBackOff): ErrImagePull: not found',
    ],
    [
      'for it crashes',
      {
        pods: [
          pod({
            status: waiting('CrashLoopBackOff', 'back-off 10s', {
              restartCount: 3,
              lastState: { terminated: { exitCode: 1, reason: 'Error' } },
            }),
          }),
        ],
      },
      'crash',
      'api ends again and again, last with exit code 1',
    ],
    [
      'for it needs more memory than it may use',
      {
        pods: [
          pod({
            status: {
              containerStatuses: [
                { name: 'api', ready: false, state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
              ],
            },
          }),
        ],
      },
      'crash',
      'api ends again and again, last with exit code 137 (OOMKilled)',
    ],
    [
      'for a Secret is missing',
      { pods: [pod({ status: waiting('CreateContainerConfigError', 'secret "db" not found') })] },
      'settings',
      'api cannot be started (CreateContainerConfigError): secret "db" not found',
    ],
    [
      'for an init container cannot be pulled',
      {
        pods: [
          pod({
            status: {
              initContainerStatuses: [
                { name: 'init', image: 'shop/init:1', state: { waiting: { reason: 'ErrImagePull' } } },
              ],
            },
          }),
        ],
      },
      'image',
      'init: the image shop/init:1 cannot be pulled (ErrImagePull)',
    ],
    [
      'for its probe fails',
      {
        pods: [pod({ status: running })],
        events: [
          event({
            uid: 'uid-api-1',
            reason: 'Unhealthy',
            message: 'Readiness probe failed: old',
            at: '2026-12-01T02:00:00Z',
          }),
          event({
            uid: 'uid-api-1',
            reason: 'Unhealthy',
            message: 'Readiness probe failed: HTTP probe failed with statuscode: 500',
          }),
        ],
      },
      'probe',
      'api runs but is not ready: Readiness probe failed: HTTP probe failed with statuscode: 500',
    ],
    [
      'for its probe has not passed, without events',
      { pods: [pod({ status: running, spec: { containers: [{ name: 'api', readinessProbe: {} }] } })] },
      'probe',
      'api runs, but its probe has not passed yet',
    ],
    ['for nobody knows what', { pods: [pod({ status: running })] }, 'not ready', 'api runs but is not ready'],
    [
      'for no node takes it',
      { pods: [pod({ status: unschedulable('0/2 nodes are available: 2 Insufficient cpu.') })] },
      'unschedulable',
      'no node takes the pods: 0/2 nodes are available: 2 Insufficient cpu.',
    ],
    [
      'for its volume claim is pending',
      {
        pods: [pod({ spec: withClaim, status: unschedulable('pod has unbound immediate PersistentVolumeClaims') })],
        claims: [claim('Pending')],
        events: [event({ uid: 'c', reason: 'ProvisioningFailed', message: 'storageclass "nfs-csi" not found' })],
      },
      'volume',
      'the volume claim data is pending (storage class nfs-csi): storageclass "nfs-csi" not found',
    ],
    [
      'for its volume claim is missing',
      { pods: [pod({ spec: withClaim, status: unschedulable('persistentvolumeclaim "data" not found') })] },
      'volume',
      'the volume claim data does not exist',
    ],
    [
      'for its volume cannot be mounted',
      {
        pods: [pod({ spec: { nodeName: 'n' }, status: waiting('ContainerCreating') })],
        events: [event({ uid: 'uid-api-1', reason: 'FailedMount', message: 'configmap "c" not found' })],
      },
      'volume',
      'configmap "c" not found',
    ],
  ])('%s', (_, around, kind, message) => {
    expect(troublesWith(around)).toMatchObject([{ kind, message, pods: ['api-1'], hint: expect.stringMatching(/\w/) }]);
  });

  it.each([
    ['exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2', 'quota'],
    ['error looking up service account pay/nobody: serviceaccount "nobody" not found', 'service account'],
    ['violates PodSecurity "restricted:latest"', 'refused'],
  ])('for pods cannot be created: %s', (said, kind) => {
    const message = `pods "api-6f-" is forbidden: ${said}`;
    const status = { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }] };

    const troubles = troublesWith({ replicaSets: [sets[0], replicaSet({ revision: '2', uid: 'new', status })] });

    expect(troubles).toMatchObject([{ kind, message: `pods cannot be created: ${said}`, pods: [] }]);
  });

  it('for it is paused', () => {
    const troubles = troublesWith({}, { ...deployment, spec: { paused: true } });

    expect(troubles).toMatchObject([{ kind: 'paused', hint: 'resume it: kubectl rollout resume deployment/api' }]);
  });
});

it('pods with the same trouble are named together', () => {
  const status = waiting('ErrImagePull');

  const troubles = troublesWith({ pods: [pod({ status }), pod({ name: 'api-2', status })] });

  expect(troubles).toMatchObject([{ kind: 'image', pods: ['api-1', 'api-2'] }]);
});

it('pods of an older template, or on their way out, are not to blame', () => {
  const status = waiting('ErrImagePull');
  const leaving = pod({ status });
  const pods = [
    pod({ owner: 'old', status }),
    { ...leaving, metadata: { ...leaving.metadata, deletionTimestamp: '2026-12-01T03:00:00Z' } },
  ];

  expect(troublesWith({ pods })).toEqual([]);
});

it('a container that is ready has no trouble, whatever it went through before', () => {
  const status = {
    containerStatuses: [
      { name: 'api', ready: true, restartCount: 2, state: { running: {} }, lastState: { terminated: { exitCode: 1 } } },
    ],
  };

  expect(troublesWith({ pods: [pod({ status })] })).toEqual([]);
});

describe('pods of a stateful set', () => {
  const set = {
    metadata: { name: 'db', namespace: 'pay', uid: 's' },
    spec: { replicas: 2 },
    status: { replicas: 1, updateRevision: 'db-2' },
  };
  const around = { pods: [], replicaSets: [], claims: [], events: [] };

  it('that cannot be created are told by events, as long as some are missing', () => {
    const message = 'Create Pod db-1 in StatefulSet db failed error: pods "db-1" is forbidden: exceeded quota: few';
    const events = [event({ uid: 's', reason: 'FailedCreate', message })];
    const whole = { ...set, status: { ...set.status, replicas: 2 } };

    expect(rolloutTroubles({ workload: set, kind: 'StatefulSet', around: { ...around, events } })).toMatchObject([
      { kind: 'quota', message: 'pods cannot be created: exceeded quota: few' },
    ]);
    expect(rolloutTroubles({ workload: whole, kind: 'StatefulSet', around: { ...around, events } })).toEqual([]);
  });

  it('are looked at only when they are of the new revision', () => {
    const hanging = pod({ owner: 's', status: waiting('ErrImagePull') });
    const ofRevision = (name: string) => ({
      ...hanging,
      metadata: { ...hanging.metadata, labels: { 'controller-revision-hash': name } },
    });

    const troublesOf = (pods: readonly unknown[]) =>
      rolloutTroubles({ workload: set, kind: 'StatefulSet', around: { ...around, pods } });

    expect(troublesOf([ofRevision('db-1')])).toEqual([]);
    expect(troublesOf([ofRevision('db-2')])).toMatchObject([{ kind: 'image' }]);
  });
});
