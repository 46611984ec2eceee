import type { GitSource, PackageReference, Step } from '@octotrain/lab-config';
import type { ActionWrite, StepWrite } from '@octotrain/octopus-client';
import { compareFields } from '../fields/fields.ts';
import { type Names, symbolicId, symbolicNames } from '../kinds/refs.ts';
import { stepBody } from '../kinds/step-body.ts';
import { stepsFields } from '../kinds/step-fields.ts';

/** A step in the words of a file, with the settings that it has beyond them; or why there is none. */
export type StepBack =
  | { readonly step: Step; readonly unsaidSettings: readonly string[] }
  | { readonly step?: undefined; readonly reason: string };

/**
 * A step of the server in the words of a file. That it means the same is not believed but compared: the words go
 * back into the server's, and whatever differs is the reason why there are none.
 */
export function stepOf(stored: StepWrite, nameOf: Names): StepBack {
  const [action, ...others] = stored.Actions;
  if (action === undefined || others.length > 0) {
    return { reason: `it has ${stored.Actions.length} actions, and a step of a lab file has one` };
  }
  const step = wordsOf(stored, action, nameOf);
  if (step === undefined) return { reason: `a lab file has no steps of the type ${action.ActionType}` };
  const body = stepBody(step, { id: symbolicId }, '');
  const differences = compareFields(stepsFields([stored], nameOf, [body]), stepsFields([body], symbolicNames, [body]));
  if (differences.length > 0) {
    const fields = differences.map(({ field }) => field.replace(`${stored.Name}: `, ''));
    return { reason: `a lab file cannot say its ${fields.join(', ')}` };
  }
  return { step, unsaidSettings: unsaidSettings(stored, body) };
}

function wordsOf(stored: StepWrite, action: ActionWrite, nameOf: Names): Step | undefined {
  const text = (key: string): string => {
    const value = action.Properties?.[key];
    return typeof value === 'string' ? value : '';
  };
  const tags = stored.Properties?.['Octopus.Action.TargetRoles'];
  const targetTag = typeof tags === 'string' ? tags : '';
  const common = { name: stored.Name, ...conditionsOf(stored, action, nameOf) };
  const packages = (action.Packages ?? []).map((one) => packageOf(one, nameOf));
  const git = gitOf(action, nameOf);
  switch (action.ActionType) {
    case 'Octopus.Manual':
      return {
        ...common,
        kind: 'manual',
        instructions: text('Octopus.Action.Manual.Instructions'),
        responsibleTeams: text('Octopus.Action.Manual.ResponsibleTeamIds').split(',').filter(Boolean).map(nameOf),
        blockConcurrentDeployments: /^true$/i.test(text('Octopus.Action.Manual.BlockConcurrentDeployments')),
      };
    case 'Octopus.HelmChartUpgrade': {
      if (git === undefined) return undefined;
      const sources = valuesOf(text('Octopus.Action.Helm.TemplateValuesSources'));
      return {
        ...common,
        kind: 'helm',
        packages,
        targetTag,
        git,
        chart: text('Octopus.Action.Helm.ChartDirectory'),
        valuesFiles: sources.files,
        ...(sources.inline === undefined ? {} : { inlineValues: sources.inline }),
        release: text('Octopus.Action.Helm.ReleaseName'),
        namespace: text('Octopus.Action.Helm.Namespace'),
      };
    }
    case 'Octopus.KubernetesDeployRawYaml': {
      if (git === undefined) return undefined;
      const namespace = text('Octopus.Action.KubernetesContainers.Namespace');
      const paths = text('Octopus.Action.KubernetesContainers.CustomResourceYamlFileName')
        .split(/\r?\n/)
        .filter(Boolean);
      return {
        ...common,
        kind: 'kubernetesYaml',
        packages,
        targetTag,
        git,
        paths,
        ...(namespace === '' ? {} : { namespace }),
      };
    }
    case 'Octopus.Script':
    case 'Octopus.KubernetesRunScript':
      return {
        ...common,
        kind: 'script',
        packages,
        ...(targetTag === '' ? {} : { targetTag }),
        syntax: syntaxes[text('Octopus.Action.Script.Syntax')] ?? 'bash',
        script: text('Octopus.Action.Script.ScriptBody'),
      };
    default:
      return undefined;
  }
}

const syntaxes: Readonly<Record<string, 'bash' | 'powershell' | 'python'>> = {
  Bash: 'bash',
  PowerShell: 'powershell',
  Python: 'python',
};

const conditions = { Success: 'success', Failure: 'failure', Always: 'always', Variable: 'variable' } as const;

function conditionsOf(stored: StepWrite, action: ActionWrite, nameOf: Names) {
  const runIf = stored.Properties?.['Octopus.Step.ConditionVariableExpression'];
  const condition = conditions[stored.Condition ?? 'Success'];
  return {
    environments: (action.Environments ?? []).map(nameOf),
    excludedEnvironments: (action.ExcludedEnvironments ?? []).map(nameOf),
    channels: (action.Channels ?? []).map(nameOf),
    condition,
    ...(condition === 'variable' && typeof runIf === 'string' ? { runIf } : {}),
    disabled: action.IsDisabled ?? false,
    required: action.IsRequired ?? false,
  };
}

function gitOf({ GitDependencies = [] }: ActionWrite, nameOf: Names): GitSource | undefined {
  const [git] = GitDependencies;
  if (git === undefined) return undefined;
  const { RepositoryUri: url, DefaultBranch: branch, GitCredentialId: credential } = git;
  return { url, branch, ...(credential ? { credential: nameOf(credential) } : {}) };
}

const acquired = { Server: 'server', ExecutionTarget: 'target', NotAcquired: 'never' } as const;

function packageOf(one: NonNullable<ActionWrite['Packages']>[number], nameOf: Names): PackageReference {
  const location: string = one.AcquisitionLocation ?? '';
  return {
    name: one.Name ?? '',
    packageId: one.PackageId ?? '',
    feed: nameOf(one.FeedId ?? ''),
    acquired: Object.entries(acquired).find(([word]) => word === location)?.[1] ?? 'server',
  };
}

/** The server's first source has the highest priority; the file's last one has. */
function valuesOf(text: string): { files: readonly string[]; inline?: string } {
  const sources = parsed(text).filter((one) => typeof one === 'object' && one !== null);
  const files = sources.flatMap((one) =>
    'ValuesFilePaths' in one && typeof one.ValuesFilePaths === 'string'
      ? one.ValuesFilePaths.split(/\r?\n/).filter(Boolean).toReversed()
      : [],
  );
  const inline = sources.find((one) => 'Type' in one && one.Type === 'InlineYaml');
  return {
    files: files.toReversed(),
    ...(inline !== undefined && 'Value' in inline && typeof inline.Value === 'string' ? { inline: inline.Value } : {}),
  };
}

function parsed(text: string): readonly unknown[] {
  try {
    const sources: unknown = JSON.parse(text);
    return Array.isArray(sources) ? sources : [];
  } catch {
    return [];
  }
}

/** Settings that the file does not speak of, as far as they say anything. They stay on the server. */
function unsaidSettings(stored: StepWrite, body: StepWrite): readonly string[] {
  const beyond = (has: StepWrite['Properties'] = {}, said: StepWrite['Properties'] = {}) =>
    Object.entries(has).flatMap(([key, value]) => (key in said || saysNothing(value) ? [] : [key]));
  const [action] = stored.Actions;
  return [
    ...beyond(stored.Properties, body.Properties),
    ...beyond(action?.Properties, body.Actions[0]?.Properties),
    ...(action?.WorkerPoolId ? ['worker pool'] : []),
    ...(action?.Container?.Image ? ['container'] : []),
    ...(action?.Notes ? ['notes'] : []),
  ];
}

function saysNothing(value: unknown): boolean {
  return typeof value === 'string' && /^(false)?$/i.test(value);
}
