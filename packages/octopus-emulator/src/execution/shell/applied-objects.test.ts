import { expect, it } from 'vitest';
import { objectsOf } from './applied-objects.ts';

it('are those of all documents, of lists too, with or without a namespace', () => {
  const text = `
kind: Deployment
metadata: { name: web, namespace: shop }
---
---
kind: List
items:
  - { kind: Job, metadata: { name: once } }
  - { kind: Job, metadata: { generateName: often- } }
`;

  expect(objectsOf('a.yaml', text)).toEqual([
    { kind: 'Deployment', name: 'web', namespace: 'shop' },
    { kind: 'Job', name: 'once', namespace: undefined },
  ]);
  expect(objectsOf('empty.yaml', '# nothing\n')).toEqual([]);
});

it('name the file, line and column of what is no YAML', () => {
  expect(() => objectsOf('deploy/a.yaml', 'kind: Deployment\nmetadata: { name: web')).toThrow(
    /^deploy\/a\.yaml:2:\d+: /,
  );
});
