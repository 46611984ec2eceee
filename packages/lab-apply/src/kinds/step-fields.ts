import type { ActionWrite, GitDependency, StepWrite } from '@octotrain/octopus-client';
import { listOf, namesOf, proseOf, sameName, wordLike, wordsLike } from '../fields/canonical.ts';
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
  const pairs = listOf(steps).map((step) => ({ step, wanted: like.find((one) => sameName(one.Name, step.Name)) }));
  const fields = pairs.flatMap(({ step, wanted }) =>
    wanted === undefined ? [] : Object.entries(stepFields(step, names, wanted)),
  );
  const order = pairs.map(({ step, wanted }) => (wanted ?? step).Name);
  return { ...saidFields({ steps: order }), ...Object.fromEntries(fields) };
}

function stepFields(step: StepWrite, names: Names, like: StepWrite): Fields {
  const [action, ...others] = listOf(step.Actions);
  const said = saidFields({
    condition: wordLike(only(step.Condition, 'Success'), like.Condition),
    start: only(step.StartTrigger, 'StartAfterPrevious'),
    'further actions': others.map(({ Name }) => Name),
    ...propertyFields(step.Properties, names, like.Properties),
    ...(action === undefined ? {} : actionFields(action, names, like.Actions[0])),
  });
  return Object.fromEntries(Object.entries(said).map(([field, value]) => [`${like.Name}: ${field}`, value]));
}

function actionFields(action: ActionWrite, names: Names, like: ActionWrite | undefined): Record<string, FieldValue> {
  return {
    type: wordLike(action.ActionType, like?.ActionType),
    environments: namesOf(action.Environments, names),
    'excluded environments': namesOf(action.ExcludedEnvironments, names),
    channels: namesOf(action.Channels, names),
    'tenant tags': wordsLike(action.TenantTags, like?.TenantTags),
    disabled: only(action.IsDisabled ? 'yes' : 'no', 'no'),
    required: only(action.IsRequired ? 'yes' : 'no', 'no'),
    'action condition': only(action.Condition, 'Success'),
    packages: wordsLike(
      listOf(action.Packages).map((one) => packageText(one, names)),
      listOf(like?.Packages).map((one) => packageText(one, names)),
    ),
    git: listOf(action.GitDependencies)
      .map((one) => gitText(one, names))
      .toSorted(),
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
    if (typeof value !== 'string') return [labels[key] ?? key, hidden];
    return [labels[key] ?? key, propertyValue({ key, value, names, said: like?.[key] })];
  });
  return Object.fromEntries(entries);
}

/** Settings whose values are words of the server, which it reads whatever their case. */
const words: ReadonlySet<string> = new Set([
  'Octopus.Action.Script.ScriptSource',
  'Octopus.Action.Script.Syntax',
  'Octopus.Action.GitRepository.Source',
  'Octopus.Action.Helm.ClientVersion',
]);

function propertyValue(options: { key: string; value: string; names: Names; said: unknown }): FieldValue {
  const { key, value, names } = options;
  const said = typeof options.said === 'string' ? options.said : '';
  if (key.endsWith('.ResponsibleTeamIds')) return namesOf(partsOf(value), names);
  if (key.endsWith('.TargetRoles')) return wordsLike(partsOf(value), partsOf(said));
  if (words.has(key)) return wordLike(value, said);
  if (key.endsWith('.TemplateValuesSources')) return valuesText(value);
  // The server reads truth values whatever their case. [docs]
  return /^(true|false)$/i.test(value) ? value.toLowerCase() : proseOf(value);
}

/** Parts of a text that commas hold apart. */
function partsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
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
  const parts = Object.entries(rest)
    .filter(([, part]) => part !== null && part !== '')
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [
    `${Type}`,
    ...parts.map(([, part]) => (typeof part === 'string' ? proseOf(part) : JSON.stringify(part))),
  ].join(' ');
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

/** Nothing when it is what it usually is. */
function only(value: string | null | undefined, usual: string): string {
  return !value || sameName(value, usual) ? '' : value;
}
