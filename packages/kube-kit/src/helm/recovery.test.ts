import { expect, it } from 'vitest';
import { type Recovery, recoveryOf } from './recovery.ts';
import type { ReleaseRevision, ReleaseState } from './release.ts';

const of = (...states: ReleaseState[]): ReleaseRevision[] =>
  states.map((state, index) => ({
    ...{ release: 'web', namespace: 'shop', revision: index + 1, state },
    ...{ updated: '', chart: '', appVersion: '', description: '' },
  }));

it.each<[ReleaseState[], Recovery]>([
  [[], { kind: 'none' }],
  [['deployed'], { kind: 'none' }],
  [['superseded', 'failed'], { kind: 'none' }],
  [['pending-install'], { kind: 'uninstall' }],
  [['failed', 'pending-upgrade'], { kind: 'uninstall' }],
  [['deployed', 'pending-upgrade'], { kind: 'rollback', revision: 1 }],
  [['superseded', 'deployed', 'failed', 'pending-upgrade'], { kind: 'rollback', revision: 2 }],
  [['superseded', 'superseded', 'pending-rollback'], { kind: 'rollback', revision: 2 }],
  [['deployed', 'uninstalling'], { kind: 'uninstall' }],
])('after %j what helps is %j', (states, recovery) => {
  expect(recoveryOf(of(...states))).toEqual(recovery);
  expect(recoveryOf(of(...states).reverse())).toEqual(recovery);
});
