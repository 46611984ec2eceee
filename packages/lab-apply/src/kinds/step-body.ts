import type { GitSource, HelmStep, ManualStep, PackageReference, Step } from '@octotrain/lab-config';
import type { ActionWrite, GitDependency, StepWrite } from '@octotrain/octopus-client';
import type { Building } from './item.ts';

type Properties = Record<string, string>;

const flag = (value: boolean): string => (value ? 'True' : 'False');

/** A step of a lab in the server's words: one step with one action of the same name. */
export function stepBody(step: Step, { id }: Pick<Building, 'id'>, project: string): StepWrite {
  const environments = (names: readonly string[]) => names.map((name) => id('environment', name));
  return {
    Name: step.name,
    Condition: ({ success: 'Success', failure: 'Failure', always: 'Always', variable: 'Variable' } as const)[
      step.condition
    ],
    StartTrigger: 'StartAfterPrevious',
    Properties: {
      'Octopus.Action.TargetRoles': 'targetTag' in step ? (step.targetTag ?? '') : '',
      ...(step.runIf === undefined ? {} : { 'Octopus.Step.ConditionVariableExpression': step.runIf }),
    },
    Actions: [
      {
        ...actionBody(step, id),
        Name: step.name,
        IsDisabled: step.disabled,
        IsRequired: step.required,
        Condition: 'Success',
        Environments: environments(step.environments),
        ExcludedEnvironments: environments(step.excludedEnvironments),
        Channels: step.channels.map((name) => id('channel', name, project)),
        TenantTags: [],
        Packages: 'packages' in step ? step.packages.map((one) => packageBody(one, id)) : [],
      },
    ],
  };
}

const acquisitions = { server: 'Server', target: 'ExecutionTarget', never: 'NotAcquired' } as const;

function packageBody({ name, packageId, feed, acquired }: PackageReference, id: Building['id']): ActionPackage {
  return {
    Name: name,
    PackageId: packageId,
    FeedId: id('feed', feed),
    AcquisitionLocation: acquisitions[acquired],
    Properties: { Extract: 'False', SelectionMode: 'immediate' },
  };
}

type ActionPackage = NonNullable<ActionWrite['Packages']>[number];
type ActionPart = Required<Pick<ActionWrite, 'ActionType' | 'Properties' | 'GitDependencies'>>;

function actionBody(step: Step, id: Building['id']): ActionPart {
  switch (step.kind) {
    case 'manual':
      return { ActionType: 'Octopus.Manual', Properties: manualProperties(step, id), GitDependencies: [] };
    case 'helm':
      return {
        ActionType: 'Octopus.HelmChartUpgrade',
        Properties: helmProperties(step),
        GitDependencies: [gitDependency(step.git, id)],
      };
    case 'kubernetesYaml':
      return {
        ActionType: 'Octopus.KubernetesDeployRawYaml',
        Properties: {
          ...gitProperties,
          'Octopus.Action.KubernetesContainers.CustomResourceYamlFileName': step.paths.join('\n'),
          'Octopus.Action.KubernetesContainers.Namespace': step.namespace ?? '',
        },
        GitDependencies: [gitDependency(step.git, id)],
      };
    case 'script':
      return {
        // The Kubernetes step knows no Python; the general one runs on a target all the same. [docs]
        ActionType:
          step.targetTag === undefined || step.syntax === 'python' ? 'Octopus.Script' : 'Octopus.KubernetesRunScript',
        Properties: {
          'Octopus.Action.RunOnServer': step.targetTag === undefined ? 'true' : 'false',
          'Octopus.Action.Script.ScriptSource': 'Inline',
          'Octopus.Action.Script.Syntax': ({ bash: 'Bash', powershell: 'PowerShell', python: 'Python' } as const)[
            step.syntax
          ],
          'Octopus.Action.Script.ScriptBody': step.script,
        },
        GitDependencies: [],
      };
  }
}

const gitProperties: Properties = {
  'Octopus.Action.Script.ScriptSource': 'GitRepository',
  'Octopus.Action.GitRepository.Source': 'External',
};

function manualProperties(step: ManualStep, id: Building['id']): Properties {
  return {
    'Octopus.Action.Manual.Instructions': step.instructions,
    'Octopus.Action.Manual.ResponsibleTeamIds': step.responsibleTeams.map((name) => id('team', name)).join(','),
    'Octopus.Action.Manual.BlockConcurrentDeployments': flag(step.blockConcurrentDeployments),
  };
}

function helmProperties(step: HelmStep): Properties {
  return {
    ...gitProperties,
    'Octopus.Action.Helm.ChartDirectory': step.chart,
    'Octopus.Action.Helm.ReleaseName': step.release,
    'Octopus.Action.Helm.Namespace': step.namespace,
    'Octopus.Action.Helm.TemplateValuesSources': JSON.stringify(valuesSources(step)),
    'Octopus.Action.Helm.ResetValues': 'True',
    'Octopus.Action.Helm.ClientVersion': 'V3',
  };
}

/**
 * Where a chart's values come from. The server's first source has the highest priority; the file's last one has. The
 * paths of the chart's own repository are relative to its root.
 */
function valuesSources(step: HelmStep): readonly object[] {
  const files = step.valuesFiles.map((path) => ({ Type: 'Chart', ValuesFilePaths: path })).toReversed();
  return step.inlineValues === undefined ? files : [{ Type: 'InlineYaml', Value: step.inlineValues }, ...files];
}

function gitDependency(git: GitSource, id: Building['id']): GitDependency {
  return {
    Name: '',
    RepositoryUri: git.url,
    DefaultBranch: git.branch,
    GitCredentialType: git.credential === undefined ? 'Anonymous' : 'Library',
    ...(git.credential === undefined ? {} : { GitCredentialId: id('git credential', git.credential) }),
  };
}
