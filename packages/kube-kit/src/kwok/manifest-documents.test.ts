import { expect, it } from 'vitest';
import { documentsOf } from './manifest-documents.ts';

const stage = (name: string) => `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  annotations:
    name: no
  name: ${name}
spec:
  kind: x
`;

it('tells the objects of a manifest, with their texts', () => {
  const documents = documentsOf(`---\n${stage('a')}---\n${stage('b')}---\n`);

  expect(documents.map(({ apiVersion, kind, name }) => [apiVersion, kind, name])).toEqual([
    ['kwok.x-k8s.io/v1alpha1', 'Stage', 'a'],
    ['kwok.x-k8s.io/v1alpha1', 'Stage', 'b'],
  ]);
  expect(documents[1]?.text.trim()).toBe(stage('b').trim());
});

it('refuses a document that names nothing', () => {
  expect(() => documentsOf('kind: Stage\n')).toThrow('no kind or name');
});
