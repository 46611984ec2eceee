import type { Step } from '@octotrain/lab-config';
import type { StepWrite } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { symbolicId, symbolicNames } from '../kinds/refs.ts';
import { stepBody } from '../kinds/step-body.ts';
import { stepOf } from './steps.ts';

const base = {
  name: 'Step',
  environments: ['Production'],
  excludedEnvironments: [],
  channels: ['Hotfix'],
  condition: 'success' as const,
  disabled: false,
  required: true,
};
const git = { url: 'https://git.example/deploy.git', branch: 'main', credential: 'GitHub' };
const image = { name: 'web', packageId: 'shop/web', feed: 'Images', acquired: 'never' as const };

const script: Step = { ...base, kind: 'script', packages: [], syntax: 'bash', script: 'echo 1\n' };
const helm: Step = {
  ...base,
  kind: 'helm',
  packages: [image],
  targetTag: 'k8s',
  git,
  chart: 'charts/web',
  valuesFiles: ['a.yaml', 'b.yaml'],
  inlineValues: 'a: 1\n',
  release: 'web',
  namespace: '#{Namespace}',
};

const bodyOf = (step: Step): StepWrite => stepBody(step, { id: symbolicId }, 'web');

it.each<[string, Step]>([
  ['a script on a worker', script],
  ['a script on targets', { ...script, targetTag: 'k8s', syntax: 'powershell' }],
  ['a script in Python', { ...script, targetTag: 'k8s', syntax: 'python' }],
  ['a chart', helm],
  [
    'manifests',
    { ...base, kind: 'kubernetesYaml', packages: [], targetTag: 'k8s', git, paths: ['a.yaml', 'b/c.yaml'] },
  ],
  [
    'a question',
    {
      ...base,
      kind: 'manual',
      instructions: 'May it?',
      responsibleTeams: ['Owners'],
      blockConcurrentDeployments: true,
    },
  ],
  ['a condition of its own', { ...script, condition: 'variable', runIf: '#{if X}true#{/if}' }],
])('gives back %s as it was written', (_name, step) => {
  expect(stepOf(bodyOf(step), symbolicNames)).toEqual({ step, unsaidSettings: [] });
});

describe('says why there are no words for', () => {
  const changed = (step: Step, change: (body: StepWrite) => StepWrite) => stepOf(change(bodyOf(step)), symbolicNames);
  const action = (body: StepWrite, more: object): StepWrite => ({
    ...body,
    Actions: body.Actions.map((one) => ({ ...one, ...more })),
  });

  it.each<[string, string, Step, (body: StepWrite) => StepWrite]>([
    [
      'a kind of step',
      'a lab file has no steps of the type Octopus.IIS',
      script,
      (body) => action(body, { ActionType: 'Octopus.IIS' }),
    ],
    [
      'several actions',
      'it has 2 actions, and a step of a lab file has one',
      script,
      (body) => ({ ...body, Actions: [...body.Actions, ...body.Actions] }),
    ],
    [
      'tags of tenants',
      'a lab file cannot say its tenant tags',
      script,
      (body) => action(body, { TenantTags: ['A/B'] }),
    ],
    [
      'its start',
      'a lab file cannot say its start',
      script,
      (body) => ({ ...body, StartTrigger: 'StartWithPrevious' }),
    ],
    [
      'where a script is',
      'a lab file cannot say its source',
      script,
      (body) =>
        action(body, {
          Properties: { ...body.Actions[0]?.Properties, 'Octopus.Action.Script.ScriptSource': 'Package' },
        }),
    ],
    [
      'where values are from',
      'a lab file cannot say its values',
      helm,
      (body) =>
        action(body, {
          Properties: {
            ...body.Actions[0]?.Properties,
            'Octopus.Action.Helm.TemplateValuesSources': '[{"Type":"KeyValues","Value":{"a":"1"}}]',
          },
        }),
    ],
    [
      'a chart that is in no git',
      'a lab file has no steps of the type Octopus.HelmChartUpgrade',
      helm,
      (body) => action(body, { GitDependencies: [] }),
    ],
  ])('%s', (_name, reason, step, change) => {
    expect(changed(step, change)).toEqual({ reason });
  });

  it('nothing, when the server has a setting more: it is named', () => {
    const found = changed(script, (body) =>
      action(body, {
        Properties: { ...body.Actions[0]?.Properties, 'Octopus.Action.Timeout': '5', 'Octopus.Action.Blank': '' },
        WorkerPoolId: 'WorkerPools-2',
      }),
    );

    expect(found).toEqual({ step: script, unsaidSettings: ['Octopus.Action.Timeout', 'worker pool'] });
  });
});
