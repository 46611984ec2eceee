import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'knows the lifecycle of a project',
    right: '        lifecycle: Standard\n        multi',
    wrong: '        lifecycle: Standrad\n        multi',
    problems: ['29:20 unknown lifecycle `Standrad`; did you mean `Standard`?'],
  },
  {
    behaviour: 'knows the lifecycle of a channel',
    right: 'Hotfix: { lifecycle: Standard }',
    wrong: 'Hotfix: { lifecycle: Hotfix }',
    problems: ['41:32 unknown lifecycle `Hotfix`; known: Standard, Default Lifecycle'],
  },
  {
    behaviour: 'admits one default channel',
    right: 'Hotfix: { lifecycle: Standard }',
    wrong: 'Hotfix: { default: true }',
    problems: ['41:30 `Default` is the default channel already; a project has one default channel'],
  },
  {
    behaviour: 'knows the sets that a project includes',
    right: 'variableSets: [Common]',
    wrong: 'variableSets: [Comon]',
    problems: ['31:24 unknown variable set `Comon`; did you mean `Common`?'],
  },
  {
    behaviour: 'knows the environments of a runbook',
    right: 'environments: [Development]\n            process',
    wrong: 'environments: [Dev]\n            process',
    problems: ['57:28 unknown environment `Dev`; known: Development, Production'],
  },
  {
    behaviour: 'keeps the name of the trains’ project free',
    right: 'trains: { space: Shop',
    wrong: 'trains: { project: web, space: Shop',
    problems: ['29:9 `trains` makes the project `web` by itself; remove it here, or give `trains` another `project`'],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
