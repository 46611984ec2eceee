import type { Step } from '@octotrain/lab-config';
import { describe, expect, it } from 'vitest';
import { symbolicId, symbolicNames } from './refs.ts';
import { stepBody } from './step-body.ts';
import { stepsFields } from './step-fields.ts';

const everywhere = {
  environments: [],
  excludedEnvironments: [],
  channels: [],
  packages: [],
  condition: 'success',
  disabled: false,
  required: false,
} as const;

const helm: Step = {
  ...everywhere,
  kind: 'helm',
  name: 'Deploy api',
  targetTag: 'k8s',
  git: { url: 'https://git.example/deploy.git', branch: 'main', credential: 'GitHub' },
  chart: 'charts/api',
  valuesFiles: ['base.yaml', 'more.yaml'],
  inlineValues: 'color: red',
  release: 'api',
  namespace: 'dev',
};

const build = (step: Step) => stepBody(step, { id: symbolicId }, 'api');
const fieldsOf = (step: Step) => stepsFields([build(step)], symbolicNames, [build(step)]);

describe('a Helm step', () => {
  it('gives inline values the highest priority, then the last file', () => {
    const sources = build(helm).Actions[0]?.Properties?.['Octopus.Action.Helm.TemplateValuesSources'];

    expect(JSON.parse(String(sources))).toEqual([
      { Type: 'InlineYaml', Value: 'color: red' },
      { Type: 'Chart', ValuesFilePaths: 'more.yaml' },
      { Type: 'Chart', ValuesFilePaths: 'base.yaml' },
    ]);
  });

  it('reads its chart from git under the credential of the library', () => {
    const action = build(helm).Actions[0];

    expect(action?.ActionType).toBe('Octopus.HelmChartUpgrade');
    expect(action?.GitDependencies).toEqual([
      {
        Name: '',
        RepositoryUri: 'https://git.example/deploy.git',
        DefaultBranch: 'main',
        GitCredentialType: 'Library',
        GitCredentialId: symbolicId('git credential', 'GitHub'),
      },
    ]);
  });
});

it.each([
  ['on a target, with bash', { targetTag: 'k8s', syntax: 'bash' }, 'Octopus.KubernetesRunScript', 'false'],
  ['on a target, with python', { targetTag: 'k8s', syntax: 'python' }, 'Octopus.Script', 'false'],
  ['on a worker', { syntax: 'bash' }, 'Octopus.Script', 'true'],
] as const)('runs a script %s as the right action', (_where, part, type, onServer) => {
  const action = build({ ...everywhere, kind: 'script', name: 'Say', script: 'echo hi', ...part }).Actions[0];

  expect(action?.ActionType).toBe(type);
  expect(action?.Properties?.['Octopus.Action.RunOnServer']).toBe(onServer);
});

it('names the responsible teams of a manual step, not their ids', () => {
  const fields = fieldsOf({
    ...everywhere,
    kind: 'manual',
    name: 'Ask',
    environments: ['Production'],
    instructions: 'May it?',
    responsibleTeams: ['Risk Team', 'Leads'],
    blockConcurrentDeployments: false,
  });

  expect(fields).toMatchObject({
    'Ask: responsible teams': ['Leads', 'Risk Team'],
    'Ask: environments': ['Production'],
    'Ask: instructions': 'May it?',
  });
});

describe('compared with what a server has', () => {
  it('ignores settings that the file does not speak of, and how truth values are written', () => {
    const wanted = build(helm);
    const stored = structuredClone(wanted);
    const properties = stored.Actions[0]?.Properties ?? {};
    properties['Octopus.Action.Helm.ResetValues'] = 'true';
    properties['Octopus.Action.Helm.Timeout'] = '300s';

    expect(stepsFields([stored], symbolicNames, [wanted])).toEqual(stepsFields([wanted], symbolicNames, [wanted]));
  });

  it('sees a step that the file does not have', () => {
    const wanted = build(helm);

    const fields = stepsFields([wanted, { ...wanted, Name: 'Sneak' }], symbolicNames, [wanted]);

    expect(fields.steps).toEqual(['Deploy api', 'Sneak']);
  });
});
