import { expect, it } from 'vitest';
import { nextStep, stagesOf } from './standings.ts';

const standing = { environment: 'Development', automatic: false };
const automatic = { ...standing, automatic: true };
const success = { taskId: 'T-1', state: 'Success' } as const;
const failed = { taskId: 'T-2', state: 'Failed' } as const;
const running = { taskId: 'T-3', state: 'Executing' } as const;
const unread = { taskId: 'T-4', state: undefined };

it.each([
  ['deploys what was never deployed', standing, [], true, 2, 'deploy'],
  ['leaves an automatic one to the server', automatic, [], true, 2, 'look'],
  ['deploys an automatic one that did not come', automatic, [], false, 2, 'deploy'],
  ['waits for one under way', standing, [running], true, 2, 'wait'],
  ['waits for one whose task was not read yet', standing, [unread], true, 2, 'wait'],
  ['is content with one that succeeded, also when a later one failed', standing, [success, failed], true, 2, 'nothing'],
  ['deploys again after a failure, automatic or not', automatic, [failed], true, 1, 'deploy'],
  ['gives up when no try is left', standing, [failed], true, 0, 'give up'],
] as const)('%s', (_what, which, seen, mayStillCome, tries, expected) => {
  expect(nextStep({ standing: which, seen, mayStillCome, tries })).toBe(expected);
});

it('goes environment by environment, all tenants of one side by side', () => {
  const stands = [
    { environment: 'Development', automatic: true },
    { environment: 'Staging', tenant: 'A', automatic: false },
    { environment: 'Staging', tenant: 'B', automatic: false },
  ];

  expect(stagesOf(stands).map((stage) => stage.length)).toEqual([1, 2]);
});
