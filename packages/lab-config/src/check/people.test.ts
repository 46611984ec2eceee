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
  {
    behaviour: 'wants a username where several users share a display name',
    right: 'people:\n  users:\n',
    wrong: 'people:\n  users:\n    lee: { displayName: Ann Lee, email: lee@example.com }\n',
    problems: ['71:15 2 users are called `Ann Lee`; write one of the usernames: lee, ann'],
  },
  {
    behaviour: 'refuses a user and a service account of one name',
    right: 'people:\n  users:\n',
    wrong: 'people:\n  serviceAccounts: { Ann: { displayName: Robot } }\n  users:\n',
    problems: ['66:27 another user is called `Ann`, for the server the same as `ann`; give one of them another name'],
  },
  {
    behaviour: 'keeps a team of a space inside it',
    right:
      '    members: [Ann Lee]\n    roles:\n      - { role: Approver, in: all, environments: [Production], projects: [web] }',
    wrong: '    space: Shop\n    members: [Ann Lee]\n    roles:\n      - { role: Approver, in: system }',
    problems: [
      '73:31 a team of the space `Shop` cannot hold a role anywhere else; write `in: [Shop]`, or remove the team’s `space`',
    ],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
