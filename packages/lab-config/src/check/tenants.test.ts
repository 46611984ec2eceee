import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'knows the projects that a tenant is connected to',
    right: '        projects: [web]\n',
    wrong: '        projects: [web, wbe]\n',
    problems: ['62:25 unknown project `wbe` in the space `Shop`; did you mean `web`?'],
  },
  {
    behaviour: 'knows the environments of a connection',
    right: '        projects: [web]\n',
    wrong: '        projects: { web: [Development, Prodution] }\n',
    problems: ['62:40 unknown environment `Prodution`; did you mean `Production`?'],
  },
  {
    behaviour: 'misses a tenant’s value of a template',
    right: 'web: { Colour: red }',
    wrong: 'web: {}',
    problems: [
      '62:20 `Acme` has no value for the template `Colour` of `web` in Development, Production; write it under `values`, or give the template a `pattern` or a `default`',
    ],
  },
  {
    behaviour: 'misses a tenant’s value in one environment',
    right: 'web: { Colour: red }',
    wrong: 'web: { Colour: { Development: red } }',
    problems: [
      '62:20 `Acme` has no value for the template `Colour` of `web` in Production; write it under `values`, or give the template a `pattern` or a `default`',
    ],
  },
  {
    behaviour: 'knows the templates that a tenant fills in',
    right: 'web: { Colour: red }',
    wrong: 'web: { Colour: red, Color: red }',
    problems: ['64:38 unknown template `Color`; did you mean `Colour`?'],
  },
  {
    behaviour: 'refuses values for a project without connection',
    right: '        projects: [web]\n',
    wrong: '        projects: []\n',
    problems: ['64:16 the tenant is not connected to `web`; add `web` to its `projects`'],
  },
  {
    behaviour: 'refuses to connect a tenant to an untenanted project',
    right: '        lifecycle: Standard\n        multiTenancy: tenantedOrUntenanted\n',
    wrong: '        lifecycle: Standard\n',
    problems: [
      '61:20 `web` does not deploy for tenants; give the project `multiTenancy: tenantedOrUntenanted`, or do not connect it',
    ],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
