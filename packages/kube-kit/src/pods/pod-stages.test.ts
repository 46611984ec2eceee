import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { field, listField, textField } from '../json.ts';
import { podStages } from './pod-stages.ts';

const upstream = `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: { name: pod-ready }
spec:
  selector: { matchExpressions: [{ key: .status.phase, operator: In, values: [Pending] }] }
  next: { statusTemplate: "phase: Running" }
---
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: { name: pod-delete }
spec: { next: { delete: true } }
`;

it('pod-ready passes over images that do not work, and all else of it stays', () => {
  const stages = parseAllDocuments(podStages(upstream)).map((document): unknown => document.toJS());

  const ready = stages.find((stage) => textField(stage, 'metadata', 'name') === 'pod-ready');
  const when = listField(ready, 'spec', 'selector', 'matchExpressions');
  expect(when[0]).toEqual({ key: '.status.phase', operator: 'In', values: ['Pending'] });
  expect(
    when.slice(1).map((one) => [textField(one, 'key').match(/test\("(.*)"\)/)?.[1], field(one, 'operator')]),
  ).toEqual(['broken', 'crash', 'unready'].map((pattern) => [pattern, 'DoesNotExist']));
  expect(textField(ready, 'spec', 'next', 'statusTemplate')).toBe('phase: Running');
  expect(stages.map((stage) => textField(stage, 'metadata', 'name'))).toEqual([
    ...['pod-ready', 'pod-delete', 'pod-image-missing', 'pod-image-back-off'],
    ...['pod-crash-start', 'pod-crash', 'pod-crash-restart', 'pod-unready'],
  ]);
});

it('refuses stages that have no pod-ready', () => {
  expect(() => podStages('kind: Stage\n')).toThrow('no pod-ready');
});
