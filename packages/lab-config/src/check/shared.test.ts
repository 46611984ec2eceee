import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'knows the environments of a lifecycle',
    right: 'manual: [Production]',
    wrong: 'manual: [Productin]',
    problems: ['14:40 unknown environment `Productin`; did you mean `Production`?'],
  },
  {
    behaviour: 'admits an environment to one phase of a lifecycle',
    right: 'manual: [Production]',
    wrong: 'manual: [Production, Development]',
    problems: [
      '14:52 `Development` is in the phase `Development` already; an environment belongs to one phase of a lifecycle',
    ],
  },
  {
    behaviour: 'knows the environments of a cluster',
    right: 'kind-prod, environments: [Production]',
    wrong: 'kind-prod, environments: [Prod]',
    problems: ['5:46 unknown environment `Prod`; known: Development, Production'],
  },
  {
    behaviour: 'refuses two environments whose names a server takes for the same',
    right: '    - name: Production',
    wrong: '    - name: development\n    - name: Production',
    problems: [
      '9:13 another environment is called `development`, for the server the same as `Development`; give one of them another name',
    ],
  },
  {
    behaviour: 'knows the git credential of a repository',
    right: 'deploy.git, credential: GitHub',
    wrong: 'deploy.git, credential: Github',
    problems: ['18:64 unknown git credential `Github`; did you mean `GitHub`?'],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
