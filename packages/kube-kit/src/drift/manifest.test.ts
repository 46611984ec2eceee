import { expect, it } from 'vitest';
import { objectsOfManifest } from './manifest.ts';

it('reads YAML as Kubernetes does', () => {
  const manifest = `---
# Source: chart/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: pay}
numbers: [0644, 1_000, 12:30:00, 0x1f]
flags: [yes, off, true]
time: 2026-12-01
text: "0644"
---
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: b}}
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: c}}
`;
  const found = objectsOfManifest(manifest);

  expect(found).toMatchObject({
    ok: true,
    value: [
      {
        ...{ kind: 'ConfigMap', namespace: 'pay', name: 'a' },
        object: { numbers: [420, 1000, '12:30:00', 31], flags: [true, false, true], time: '2026-12-01', text: '0644' },
      },
      { apiVersion: 'v1', kind: 'Secret', namespace: undefined, name: 'b' },
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'c' },
    ],
  });
});

it.each([
  ['a: [', 'the manifest is no YAML'],
  ['apiVersion: v1\nmetadata: {name: a}', 'an object of the manifest has no kind'],
  ['kind: Pod\nmetadata: {name: a}', 'an object of the manifest has no apiVersion'],
  ['apiVersion: v1\nkind: Pod', 'an object of the manifest has no name (Pod)'],
  ['just words', 'an object of the manifest has no kind'],
])('refuses %j', (manifest, message) => {
  expect(objectsOfManifest(manifest)).toMatchObject({
    ok: false,
    problem: { code: 'invalid-request', message: expect.stringContaining(message) },
  });
});

it('an empty manifest has no objects', () => {
  expect(objectsOfManifest('---\n# nothing\n')).toEqual({ ok: true, value: [] });
});
