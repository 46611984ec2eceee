import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'knows the responsible teams of a manual step',
    right: 'responsibleTeams: [Risk Team]',
    wrong: 'responsibleTeams: [Risk Taem]',
    problems: ['46:32 unknown team `Risk Taem` in the space `Shop`; did you mean `Risk Team`?'],
  },
  {
    behaviour: 'knows the target tag of a step',
    right: '            targetTag: shop-k8s',
    wrong: '            targetTag: shop-k8',
    problems: ['50:24 unknown target tag `shop-k8` in the space `Shop`; did you mean `shop-k8s`?'],
  },
  {
    behaviour: 'knows the repository of a step',
    right: 'git: deploy',
    wrong: 'git: deplyo',
    problems: ['51:18 unknown repository `deplyo`; did you mean `deploy`?'],
  },
  {
    behaviour: 'says which kinds of step there are',
    right: 'kind: manual',
    wrong: 'kind: manul',
    problems: ['44:19 `kind` cannot be `manul`; did you mean `manual`?'],
  },
  {
    behaviour: 'refuses two steps of one name',
    right: '- name: Approve',
    wrong: '- name: deploy',
    problems: [
      '48:19 another step is called `Deploy`, for the server the same as `deploy`; give one of them another name',
    ],
  },
  {
    behaviour: 'refuses two conditions of one step',
    right: 'kind: manual',
    wrong: 'kind: manual\n            condition: always\n            runIf: "#{X}"',
    problems: [
      '45:24 `runIf` says already when the step runs; remove one of the two; `runIf` may test Octopus.Deployment.Error',
    ],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
