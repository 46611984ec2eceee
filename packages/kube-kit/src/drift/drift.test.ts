import { describe, expect, it } from 'vitest';
import { driftOf } from './drift.ts';

const container = {
  name: 'api',
  image: 'shop/api:1.0.0',
  env: [
    { name: 'MODE', value: 'live' },
    { name: 'EMPTY', value: '' },
  ],
  ports: [{ containerPort: 8080 }, { containerPort: 9090, protocol: 'UDP' }],
  resources: { requests: { cpu: 0.5, memory: '1024Mi' } },
  args: ['--port', '8080'],
};

const desired = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', labels: { app: 'api' }, creationTimestamp: null },
  spec: { replicas: 2, minReadySeconds: 0, template: { spec: { containers: [container], volumes: [] } } },
  status: {},
};

/** What a server makes of it: defaults, its own metadata, quantities in its words, a sidecar from a webhook. */
function served(
  change: { spec?: object; container?: object; labels?: object; managedFields?: readonly object[] } = {},
) {
  const api = {
    ...container,
    imagePullPolicy: 'IfNotPresent',
    env: [{ name: 'INJECTED', value: 'x' }, { name: 'EMPTY' }, { name: 'MODE', value: 'live' }],
    ports: [
      { containerPort: 9090, protocol: 'UDP' },
      { containerPort: 8080, protocol: 'TCP' },
    ],
    resources: { requests: { cpu: '500m', memory: '1Gi' } },
    ...change.container,
  };
  return {
    ...desired,
    metadata: {
      name: 'api',
      namespace: 'pay',
      uid: 'u',
      generation: 3,
      labels: { app: 'api', extra: 'yes', ...change.labels },
      annotations: { 'deployment.kubernetes.io/revision': '3' },
      managedFields: change.managedFields ?? [],
    },
    spec: {
      replicas: 2,
      strategy: { type: 'RollingUpdate' },
      template: { spec: { containers: [{ name: 'sidecar' }, api], restartPolicy: 'Always' } },
      ...change.spec,
    },
    status: { replicas: 2 },
  };
}

function managed(options: { manager: string; time: string; fields: object; operation?: string; subresource?: string }) {
  const { manager, time, fields, operation = 'Update', subresource } = options;
  return { manager, operation, time, fieldsV1: fields, ...(subresource ? { subresource } : {}) };
}

const byHelm = managed({
  manager: 'helm',
  time: '2026-12-01T01:00:00Z',
  fields: {
    'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
    'f:spec': {
      'f:replicas': {},
      'f:template': {
        'f:spec': {
          'f:containers': {
            'k:{"name":"api"}': { '.': {}, 'f:image': {}, 'f:env': { 'k:{"name":"MODE"}': { 'f:value': {} } } },
          },
        },
      },
    },
  },
});

it('what a server took and completed has not drifted', () => {
  expect(driftOf(desired, served())).toEqual([]);
});

describe('somebody', () => {
  it('scaled it, which is told with the field, both values and who it was', () => {
    const scaled = managed({
      manager: 'kubectl',
      time: '2026-12-01T02:00:00Z',
      subresource: 'scale',
      fields: { 'f:spec': { 'f:replicas': {} } },
    });

    expect(
      driftOf(
        desired,
        served({ spec: { replicas: 5, template: served().spec.template }, managedFields: [byHelm, scaled] }),
      ),
    ).toEqual([
      {
        path: 'spec.replicas',
        kind: 'changed',
        desired: 2,
        live: 5,
        by: { manager: 'kubectl', operation: 'Update', subresource: 'scale', time: '2026-12-01T02:00:00Z', owns: true },
      },
    ]);
  });

  it('scaled it, which is no difference where that was an autoscaler', () => {
    const scaled = managed({
      manager: 'kube-controller-manager',
      time: '2026-12-01T02:00:00Z',
      subresource: 'scale',
      fields: { 'f:spec': { 'f:replicas': {} } },
    });
    const spec = { replicas: 5, template: served().spec.template };

    expect(driftOf(desired, served({ spec, managedFields: [byHelm, scaled] }))).toEqual([]);
  });

  it('set another image', () => {
    const edited = managed({
      manager: 'kubectl-edit',
      time: '2026-12-01T03:00:00Z',
      fields: {
        'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"api"}': { 'f:image': {} } } } } },
      },
    });

    const drift = driftOf(desired, served({ container: { image: 'shop/api:hot' }, managedFields: [byHelm, edited] }));

    expect(drift).toMatchObject([
      {
        path: 'spec.template.spec.containers[name=api].image',
        desired: 'shop/api:1.0.0',
        live: 'shop/api:hot',
        by: { manager: 'kubectl-edit', owns: true },
      },
    ]);
  });

  it('took a variable away, and who changed the object last is named for it', () => {
    const status = managed({
      manager: 'kube-controller-manager',
      time: '2026-12-01T09:00:00Z',
      subresource: 'status',
      fields: { 'f:status': {} },
    });
    const edited = managed({
      manager: 'kubectl-edit',
      time: '2026-12-01T03:00:00Z',
      fields: { 'f:spec': { 'f:paused': {} } },
    });

    const drift = driftOf(desired, served({ container: { env: [] }, managedFields: [byHelm, edited, status] }));

    expect(drift).toMatchObject([
      {
        path: 'spec.template.spec.containers[name=api].env[name=MODE]',
        kind: 'missing',
        live: undefined,
        by: { manager: 'kubectl-edit', owns: false },
      },
      { path: 'spec.template.spec.containers[name=api].env[name=EMPTY]' },
    ]);
  });

  it.each<[string, Parameters<typeof served>[0], string]>([
    ['a label', { labels: { app: 'other' } }, 'metadata.labels.app'],
    [
      'the protocol of a port',
      { container: { ports: [{ containerPort: 8080, protocol: 'TCP' }] } },
      'spec.template.spec.containers[name=api].ports[containerPort=9090,protocol=UDP]',
    ],
    [
      'an amount',
      { container: { resources: { requests: { cpu: '501m', memory: '1Gi' } } } },
      'spec.template.spec.containers[name=api].resources.requests.cpu',
    ],
    [
      'the order of arguments',
      { container: { args: ['8080', '--port'] } },
      'spec.template.spec.containers[name=api].args[0]',
    ],
    [
      'the number of arguments',
      { container: { args: ['--port', '8080', '-v'] } },
      'spec.template.spec.containers[name=api].args',
    ],
    ['a number to a text', { spec: { replicas: '2', template: served().spec.template } }, 'spec.replicas'],
  ])('changed %s', (_, change, path) => {
    expect(driftOf(desired, served(change))[0]).toMatchObject({ path });
  });
});

describe('a field that was set to nothing', () => {
  const service = {
    kind: 'Service',
    metadata: { name: 's' },
    spec: { type: 'ClusterIP', clusterIP: '', sessionAffinity: 'None' },
  };
  const fields = { 'f:spec': { 'f:type': {}, 'f:sessionAffinity': {}, 'f:clusterIP': {} } };
  const helm = managed({ manager: 'helm', time: '2026-12-01T01:00:00Z', fields });
  const live = (managedFields: readonly object[]) => ({
    ...service,
    metadata: { name: 's', managedFields },
    spec: { ...service.spec, clusterIP: '10.96.0.7' },
  });

  it('may be filled in by the server', () => {
    expect(driftOf(service, live([helm]))).toEqual([]);
  });

  it('may not be filled in by somebody else', () => {
    const other = managed({
      manager: 'kubectl-patch',
      time: '2026-12-01T02:00:00Z',
      fields: { 'f:spec': { 'f:clusterIP': {} } },
    });

    expect(driftOf(service, live([helm, other]))).toMatchObject([
      { path: 'spec.clusterIP', desired: '', by: { manager: 'kubectl-patch' } },
    ]);
  });
});

describe('a Secret', () => {
  const secret = {
    kind: 'Secret',
    metadata: { name: 's' },
    stringData: { token: 'open sesame' },
    data: { key: 'YWJj\nZGVm' },
  };
  const live = (token: string) => ({
    metadata: { name: 's' },
    type: 'Opaque',
    data: { token: Buffer.from(token).toString('base64'), key: 'YWJjZGVm' },
  });

  it('holds its texts as data', () => {
    expect(driftOf(secret, live('open sesame'))).toEqual([]);
  });

  it('is never shown', () => {
    const drift = driftOf(secret, live('close sesame'));

    expect(drift).toEqual([{ path: 'data.token', kind: 'changed', desired: '(secret)', live: '(secret)' }]);
    expect(driftOf(secret, { ...live('x'), data: { key: 'YWJjZGVm' } })[0]).toMatchObject({
      path: 'data.token',
      kind: 'missing',
      desired: '(secret)',
    });
  });
});

it('the rules of an aggregated role are the controller’s', () => {
  const role = {
    kind: 'ClusterRole',
    metadata: { name: 'r' },
    aggregationRule: { clusterRoleSelectors: [] },
    rules: [],
  };

  expect(driftOf(role, { ...role, rules: [{ verbs: ['get'] }] })).toEqual([]);
});

it('texts that look like amounts are texts where they are no amounts', () => {
  const map = {
    kind: 'ConfigMap',
    metadata: { name: 'm', annotations: { value: '1' } },
    data: { limits: '1', value: '1000m' },
  };

  const changed = {
    ...map,
    metadata: { name: 'm', annotations: { value: '1000m' } },
    data: { limits: '1000m', value: '1' },
  };
  expect(driftOf(map, changed).map(({ path }) => path)).toEqual([
    'data.limits',
    'data.value',
    'metadata.annotations.value',
  ]);
});

it('a controller may add to tolerations and finalizers, but not take from them', () => {
  const pod = { kind: 'Pod', metadata: { name: 'p' }, spec: { tolerations: [{ key: 'a', operator: 'Exists' }] } };
  const added = { key: 'b', operator: 'Exists' };
  const own = { key: 'a', operator: 'Exists', effect: 'NoSchedule' };

  expect(driftOf(pod, { ...pod, spec: { tolerations: [added, own] } })).toEqual([]);
  expect(driftOf(pod, { ...pod, spec: { tolerations: [added] } })).toMatchObject([
    { path: 'spec.tolerations[0]', kind: 'missing' },
  ]);
});
