import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'knows the members of a team',
    right: 'members: [Ann Lee]',
    wrong: 'members: [Ann Le]',
    problems: ['70:15 unknown user `Ann Le`; did you mean `Ann Lee`?'],
  },
  {
    behaviour: 'knows the roles of a team',
    right: 'role: Approver, in: all',
    wrong: 'role: Aprover, in: all',
    problems: ['72:17 unknown role `Aprover`; did you mean `Approver`?'],
  },
  {
    behaviour: 'knows the spaces of a role',
    right: 'in: all, env',
    wrong: 'in: [Shpo], env',
    problems: ['72:32 unknown space `Shpo`; did you mean `Shop`?'],
  },
  {
    behaviour: 'knows the projects of a role',
    right: 'projects: [web] }',
    wrong: 'projects: [wep] }',
    problems: ['72:75 unknown project `wep`; did you mean `web`?'],
  },
  {
    behaviour: 'does not restrict a role on the whole server',
    right: 'in: all, environments: [Production], projects: [web]',
    wrong: 'in: system, environments: [Production]',
    problems: ['72:53 a role on the whole server cannot be restricted to environments; say the spaces under `in`'],
  },
  {
    behaviour: 'knows the names of permissions',
    right: 'spacePermissions: [InterruptionView]',
    wrong: 'spacePermissions: [InteruptionView]',
    problems: ['74:34 unknown permission `InteruptionView`; did you mean `InterruptionView`?'],
  },
  {
    behaviour: 'does not redefine a built-in role',
    right: '  Approver: { space',
    wrong: '  Project Lead: {}\n  Approver: { space',
    problems: ['74:17 `Project Lead` is a built-in role; choose another name'],
  },
  {
    behaviour: 'wants an e-mail address',
    right: 'email: ann@example.com',
    wrong: 'email: ann',
    problems: ['67:41 `email`: expected an e-mail address'],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
