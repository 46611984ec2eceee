import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'knows the environments of a variable',
    right: 'Namespace: { Development: web-dev, Production',
    wrong: 'Namespace: { Developement: web-dev, Production',
    problems: ['33:38 unknown environment `Developement`; did you mean `Development`?'],
  },
  {
    behaviour: 'knows a misspelt field of a variable’s long form',
    right: '{ value: { env: WEB_TOKEN }, sensitive: true }',
    wrong: '{ value: { env: WEB_TOKEN }, senstive: true }',
    problems: ['34:57 unknown field of a variable `senstive`; did you mean `sensitive`?'],
  },
  {
    behaviour: 'knows a misspelt field also when all values are texts',
    right: 'Level: { value: info, scope: { steps: [Deploy] } }',
    wrong: 'Level: { value: info, descripton: how much }',
    problems: ['35:45 unknown field of a variable `descripton`; did you mean `description`?'],
  },
  {
    behaviour: 'refuses a secret that is written in the file',
    right: '{ value: { env: WEB_TOKEN }, sensitive: true }',
    wrong: '{ value: hunter2, sensitive: true }',
    problems: ['34:27 a sensitive value must not be written in the file; refer to it: { env: NAME } or { file: PATH }'],
  },
  {
    behaviour: 'refuses to scope a project variable to a tenant, and says why',
    right: 'scope: { steps: [Deploy] }',
    wrong: 'scope: { tenant: Acme }',
    problems: [
      '35:50 a project variable cannot be scoped to a tenant: write a template of the project, and the tenant’s value under `tenants`',
    ],
  },
  {
    behaviour: 'knows the steps of a scope',
    right: 'scope: { steps: [Deploy] }',
    wrong: 'scope: { steps: [Deply] }',
    problems: ['35:50 unknown step `Deply`; did you mean `Deploy`?'],
  },
  {
    behaviour: 'knows the runbook of a scope',
    right: 'scope: { runbook: Restart }',
    wrong: 'scope: { runbook: Reboot }',
    problems: ['36:39 unknown runbook `Reboot`; known: Restart'],
  },
  {
    behaviour: 'wants a value or a prompt',
    right: 'Level: { value: info, scope: { steps: [Deploy] } }',
    wrong: 'Level: { scope: { steps: [Deploy] } }',
    problems: ['35:18 `Level` has no value; add `value`, or `prompt`'],
  },
  {
    behaviour: 'refuses to scope a variable of a set to a step',
    right: 'Registry: { Development: dev.example.com, Production: example.com }',
    wrong: 'Registry: { value: example.com, scope: { steps: [Deploy] } }',
    problems: [
      '22:57 a variable of a set cannot be scoped to steps: the set belongs to no project; move the variable to the project',
    ],
  },
  {
    behaviour: 'refuses two variables whose names a server takes for the same',
    right: '          Token: {',
    wrong: '          namespace: x\n          Token: {',
    problems: [
      '34:22 another variable is called `namespace`, for the server the same as `Namespace`; give one of them another name',
    ],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
