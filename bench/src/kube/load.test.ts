import { expect, it } from 'vitest';
import { loadOf } from './load.ts';

it.each([
  [1, 1],
  [10, 1],
  [15, 2],
  [1000, 100],
])('%i pods are made by %i deployments with names of their own', (pods, count) => {
  const { deployments, objects } = loadOf(pods);

  expect(deployments).toHaveLength(count);
  expect(new Set(deployments.map(({ name }) => name)).size).toBe(count);
  expect(deployments.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(pods);
  expect(objects).toHaveLength(count + Math.min(count, 10));
});
