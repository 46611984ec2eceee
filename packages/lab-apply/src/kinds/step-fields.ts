import type { ActionWrite, GitDependency, StepWrite } from '@octotrain/octopus-client';
import { type Fields, type FieldValue, hidden, saidFields } from '../fields/fields.ts';
import type { Names } from './refs.ts';

const labels: Readonly<Record<string, string>> = {
  'Octopus.Action.TargetRoles': 'target tags',
  'Octopus.Step.ConditionVariableExpression': 'runs if',
  'Octopus.Action.RunOnServer': 'runs on a worker',
  'Octopus.Action.Manual.Instructions': 'instructions',
  'Octopus.Action.Manual.ResponsibleTeamIds': 'responsible teams',
  'Octopus.Action.Manual.BlockConcurrentDeployments': 'blocks other deployments',
  'Octopus.Action.Script.ScriptSource': 'source',
  'Octopus.Action.Script.ScriptBody': 'script',
  'Octopus.Action.Script.Syntax': 'syntax',
  'Octopus.Action.GitRepository.Source': 'repository',
  'Octopus.Action.Helm.ChartDirectory': 'chart',
  'Octopus.Action.Helm.ReleaseName': 'Helm release',
  'Octopus.Action.Helm.Namespace': 'namespace',
  'Octopus.Action.Helm.TemplateValuesSources': 'values',
  'Octopus.Action.Helm.ResetValues': 'resets values',
  'Octopus.Action.Helm.ClientVersion': 'Helm version',
  'Octopus.Action.KubernetesContainers.CustomResourceYamlFileName': 'files',
  'Octopus.Action.KubernetesContainers.Namespace': 'namespace',
};

/**
 * What matters about the steps of a process. Settings that the file does not speak of do not count: servers add some by
 * themselves. Steps that it does not name do, for a process is only what it is as a whole.
 */
export function stepsFields(steps: readonly StepWrite[], names: Names, like: readonly StepWrite[]): Fields {
  const fields = steps.flatMap((step) => {
    const wanted = like.find((one) => same(one.Name, step.Name));
    return wanted === undefined ? [] : Object.entries(stepFields(step, names, wanted));
  });
  return { ...saidFields({ steps: steps.map(({ Name }) => Name) }), ...Object.fromEntries(fields) };
}

function stepFields(step: StepWrite, names: Names, like: StepWrite): Fields {
  const [action, ...others] = step.Actions;
  const said = saidFields({
    condition: only(step.Condition, 'Success'),
    start: only(step.StartTrigger, 'StartAfterPrevious'),
    'further actions': others.map(({ Name }) => Name),
    ...propertyFields(step.Properties, names, like.Properties),
    ...(action === undefined ? {} : actionFields(action, names, like.Actions[0])),
  });
  return Object.fromEntries(Object.entries(said).map(([field, value]) => [`${step.Name}: ${field}`, value]));
}

function actionFields(action: ActionWrite, names: Names, like: ActionWrite | undefined): Record<string, FieldValue> {
  return {
    type: action.ActionType,
    environments: (action.Environments ?? []).map(names),
    'excluded environments': (action.ExcludedEnvironments ?? []).map(names),
    channels: (action.Channels ?? []).map(names),
    'tenant tags': action.TenantTags ?? [],
    disabled: only(action.IsDisabled ? 'yes' : 'no', 'no'),
    required: only(action.IsRequired ? 'yes' : 'no', 'no'),
    'action condition': only(action.Condition, 'Success'),
    packages: (action.Packages ?? []).map((one) => packageText(one, names)).toSorted(),
    git: (action.GitDependencies ?? []).map((one) => gitText(one, names)),
    ...propertyFields(action.Properties, names, like?.Properties),
  };
}

function propertyFields(
  properties: StepWrite['Properties'],
  names: Names,
  like: StepWrite['Properties'] = {},
): Record<string, FieldValue> {
  const entries = Object.keys(like).map((key): [string, FieldValue] => {
    const value = properties?.[key] ?? '';
    return [labels[key] ?? key, typeof value === 'string' ? propertyValue(key, value, names) : hidden];
  });
  return Object.fromEntries(entries);
}

function propertyValue(key: string, value: string, names: Names): FieldValue {
  if (key.endsWith('.ResponsibleTeamIds')) return value.split(',').filter(Boolean).map(names).toSorted();
  if (key.endsWith('.TemplateValuesSources')) return valuesText(value);
  // The server reads truth values whatever their case. [docs]
  return /^(true|false)$/i.test(value) ? value.toLowerCase() : value;
}

/** One line per source of values, or the text itself when it is none that can be read. */
function valuesText(value: string): FieldValue {
  try {
    const sources: unknown = JSON.parse(value);
    return Array.isArray(sources) ? sources.map((source) => sourceText(source)) : value;
  } catch {
    return value;
  }
}

function sourceText(source: Readonly<Record<string, unknown>>): string {
  const { Type, ...rest } = source;
  const parts = Object.entries(rest).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [`${Type}`, ...parts.map(([, part]) => (typeof part === 'string' ? part : JSON.stringify(part)))].join(' ');
}

type ActionPackage = NonNullable<ActionWrite['Packages']>[number];

function packageText({ Name, PackageId, FeedId, AcquisitionLocation }: ActionPackage, names: Names): string {
  const name = Name && Name !== PackageId ? ` as ${Name}` : '';
  return `${PackageId}${name} from ${names(FeedId ?? '')} (${AcquisitionLocation})`;
}

function gitText(git: GitDependency, names: Names): string {
  const credential = git.GitCredentialId ? ` as ${names(git.GitCredentialId)}` : '';
  return `${git.RepositoryUri} (${git.DefaultBranch})${credential}`;
}

function only(value: string | undefined, usual: string): string {
  return value === undefined || value === usual ? '' : value;
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
