import { describe, expect, it } from 'vitest';
import type { Item } from '../kinds/item.ts';
import { environmentItem, gitCredentialItem, lifecycleItem } from '../kinds/shared.ts';
import type { Found, Observed } from '../read/observed.ts';
import { diff } from './diff.ts';

const development = environmentItem('Payments', { name: 'Development', description: 'First' }, 0);
const credential = gitCredentialItem('Payments', {
  name: 'GitHub',
  description: '',
  username: 'finpay',
  password: { env: 'GITHUB_TOKEN', optional: true },
});

function found(kind: Found['address']['kind'], name: string, fields: object, isBuiltIn = false): Found {
  const document: object = { Id: `${kind}-1`, Name: name, ...fields };
  return {
    address: { kind, space: 'Payments', name },
    document,
    isBuiltIn,
  };
}

function changesOf(observed: readonly Found[], desired: readonly Item[], options = {}) {
  return diff({ found: observed, ids: [] }, desired, options).writes.map(({ change }) => change);
}

const there = found('environment', 'Development', { Description: 'First', SortOrder: 0 });

describe('one environment', () => {
  it.each([
    ['is created when it is not there', [], 'create', ['description', 'position']],
    [
      'is changed where it differs',
      [found('environment', 'Development', { Description: 'Old', SortOrder: 0 })],
      'update',
      ['description'],
    ],
    [
      'is adopted whatever the case of its name',
      [found('environment', 'DEVELOPMENT', { Description: 'First', SortOrder: 0 })],
      'update',
      ['name'],
    ],
  ] as const)('%s', (_what, observed, action, fields) => {
    const [change, ...others] = changesOf(observed, [development]);

    expect(change).toMatchObject({ action, kind: 'environment', space: 'Payments', name: 'Development' });
    expect(change?.fields.map(({ field }) => field)).toEqual(fields);
    expect(others).toEqual([]);
  });

  it('is left alone when it is as the file says', () => {
    const plan = diff({ found: [there], ids: [] }, [development]);

    expect(plan).toMatchObject({ writes: [], unchanged: 1, notInFile: [] });
  });
});

it('lists what the file does not name, but not what every server has', () => {
  const plan = diff(
    {
      found: [there, found('environment', 'Sandbox', {}), found('lifecycle', 'Default Lifecycle', {}, true)],
      ids: [],
    },
    [development],
  );

  expect(plan.notInFile).toEqual([{ kind: 'environment', space: 'Payments', name: 'Sandbox' }]);
});

it('compares references by name: other ids on another server make no difference', () => {
  const standard = lifecycleItem('Payments', {
    name: 'Standard',
    description: '',
    phases: [{ name: 'One', automatic: ['Development'], manual: ['Staging'], minimum: 0, optional: false }],
  });
  const phase = { Name: 'One', AutomaticDeploymentTargets: ['E-7'], OptionalDeploymentTargets: ['E-9'] };
  const observed: Observed = {
    found: [found('lifecycle', 'Standard', { Phases: [phase] })],
    ids: [
      { kind: 'environment', name: 'Development', space: 'Payments', id: 'E-7' },
      { kind: 'environment', name: 'Staging', space: 'Payments', id: 'E-9' },
    ],
  };

  expect(diff(observed, [standard]).writes).toEqual([]);
});

describe('a secret', () => {
  const stored = found('git credential', 'GitHub', {
    Details: { Type: 'UsernamePassword', Username: 'finpay', Password: { HasValue: true, NewValue: null } },
  });

  it('is hidden in the plan that creates it', () => {
    const [change] = changesOf([], [credential]);

    expect(change?.fields).toContainEqual({ field: 'password', after: { sensitive: true } });
    expect(JSON.stringify(change)).not.toContain('GITHUB_TOKEN');
  });

  it('never differs', () => {
    expect(changesOf([stored], [credential])).toEqual([]);
  });

  it('is written again only when that is asked for', () => {
    expect(changesOf([stored], [credential], { rewriteSecrets: true })).toMatchObject([
      { action: 'update', fields: [{ field: 'password' }] },
    ]);
  });
});

it('gives the same plan for the same input', () => {
  const observed: Observed = { found: [found('environment', 'Sandbox', {})], ids: [] };

  expect(JSON.stringify(diff(observed, [development, credential]))).toBe(
    JSON.stringify(diff(observed, [development, credential])),
  );
});
