import { describe, expect, it } from 'vitest';
import { matchesGlob } from './globs.ts';
import { readManifests } from './manifests.ts';

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - image: nginx:1.25
          env: [{ name: LOG_LEVEL, value: info }, { name: SECRET, valueFrom: {} }]
          ports: [{ containerPort: 8080 }]
`;

describe('manifests', () => {
  it('give workloads, services and the names of the rest', () => {
    const service = 'kind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }';

    const found = readManifests([deployment, service, 'kind: ConfigMap\nmetadata: { name: c }', ''].join('\n---\n'));

    expect(found.problems).toEqual([]);
    expect(found.others).toEqual(['ConfigMap/c']);
    expect(found.services).toEqual([
      { namespace: undefined, name: 'web', selector: { app: 'web' }, ports: [{ Name: null, Port: 80 }] },
    ]);
    expect(found.workloads).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        labels: { app: 'web' },
        replicas: 1,
        image: 'nginx:1.25',
        env: { LOG_LEVEL: 'info', SECRET: '' },
        port: 8080,
      },
    ]);
  });

  it('lets an autoscaler hold the least number of replicas', () => {
    const scaler = `
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 6 }
`;

    expect(readManifests(`${deployment}\n---\n${scaler}`).workloads[0]?.replicas).toBe(3);
  });

  it.each([
    ['broken YAML', 'kind: [', /\S/],
    ['no kind', 'metadata: { name: x }', /no kind or no name/],
    [
      'a Deployment without containers',
      'kind: Deployment\nmetadata: { name: web }\nspec: {}',
      /^Deployment\/web: spec/,
    ],
  ])('are refused for %s', (_, text, problem) => {
    expect(readManifests(text).problems.join()).toMatch(problem);
  });
});

describe('globs', () => {
  it.each([
    ['manifests/kyc/deployment.yaml', 'manifests/kyc/*.yaml', true],
    ['manifests/kyc/deployment.yaml', 'manifests/*.yaml', false],
    ['manifests/kyc/deployment.yaml', 'manifests/**/*.yaml', true],
    ['manifests/kyc/deployment.yaml', '**/deployment.y?ml', true],
    ['a.yaml', './a.yaml', true],
    ['aXyaml', 'a.yaml', false],
  ])('%s matches %s: %s', (path, glob, expected) => {
    expect(matchesGlob(path, glob)).toBe(expected);
  });
});
