import { loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { parseSize, sourceOf, usualSizes } from './sizes.ts';

it.each([
  ['finpay', { grown: {}, runs: 3 }],
  ['spaces=10', { grown: { spaces: 10 }, runs: 3 }],
  ['spaces=50', { grown: { spaces: 50 }, runs: 1 }],
  ['tenants=500', { grown: { tenants: 500 }, runs: 1 }],
  ['spaces=6,tenants=9', { grown: { spaces: 6, tenants: 9 }, runs: 3 }],
])('reads %s', (name, size) => {
  expect(parseSize(name)).toEqual({ name, ...size });
});

it.each(['', 'spaces', 'spaces=', 'spaces=0', 'spaces=1.5', 'tenants=-1', 'people=3', 'finpay,spaces=2'])(
  'refuses %j',
  (name) => {
    expect(parseSize(name)).toBeUndefined();
  },
);

it('each usual size is a lab that loads', () => {
  for (const name of usualSizes) {
    const size = parseSize(name);
    expect(size && loadLab(sourceOf(size)).ok).toBe(true);
  }
});
