import { expect, test } from 'vitest';
import { problemsAfter } from './small-lab.test-data.ts';

test.each([
  {
    behaviour: 'refuses a file format it does not know',
    right: 'version: 1',
    wrong: 'version: 2',
    problems: ['1:10 this version of the lab file is not known; write version: 1; one of: 1'],
  },
  {
    behaviour: 'suggests the key that a misspelt one was meant to be',
    right: 'variableSets: [Common]',
    wrong: 'variableSet: [Common]',
    problems: ['31:9 unknown key `variableSet`; did you mean `variableSets`?'],
  },
  {
    behaviour: 'refuses two agents of one name',
    right: 'prod: { context: kind-prod,',
    wrong: 'prod: { context: kind-prod, suffix: dev,',
    problems: ['26:13 another agent is called `shop-dev`; give one of them another name'],
  },
  {
    behaviour: 'knows the space of the trains',
    right: 'trains: { space: Shop',
    wrong: 'trains: { space: Sohp',
    problems: ['75:18 unknown space `Sohp`; did you mean `Shop`?'],
  },
  {
    behaviour: 'knows the teams that approve trains',
    right: 'approvers: [Risk Team]',
    wrong: 'approvers: [Risc Team]',
    problems: ['75:36 unknown team `Risc Team`; did you mean `Risk Team`?'],
  },
  {
    behaviour: 'points at broken YAML',
    right: '    - name: Production',
    wrong: '   - name: Production',
    problems: [
      '9:1 not valid YAML: A block sequence may not be used as an implicit map key; check the indentation of this line',
    ],
  },
])('$behaviour', ({ right, wrong, problems }) => {
  expect(problemsAfter(right, wrong)).toEqual(problems);
});
