import type { ActionWrite, GitDependency, StepWrite } from '@octotrain/octopus-client';
import { type Block, reference, some, type Value } from './hcl.ts';
import type { Labels } from './labels.ts';

/** A process, a resource for each of its steps, and one for their order. An empty process needs none. */
export function processBlocks(options: {
  steps: readonly StepWrite[];
  labels: Labels;
  space: string;
  /** Name of the project, or of the project and the runbook: what steps are found by. */
  owner: string;
  /** Arguments that say whose process it is. */
  owned: Block['body'];
}): readonly Block[] {
  const { steps, labels, space, owner, owned } = options;
  if (steps.length === 0) return [];
  const { space_id } = owned;
  const type = 'octopusdeploy_process_step';
  const label = labels.of('octopusdeploy_process', space, owner);
  const process_id = reference(`octopusdeploy_process.${label}.id`);
  const labelled = steps.map((step) => ({ step, label: labels.of(type, space, owner, step.Name) }));
  const order = labelled.map((one) => reference(`${type}.${one.label}.id`));
  return [
    { head: ['resource', 'octopusdeploy_process', label], body: owned },
    ...labelled.map((one) => ({
      head: ['resource', type, one.label],
      body: { space_id, process_id, ...stepBody(one.step) },
    })),
    { head: ['resource', 'octopusdeploy_process_steps_order', label], body: { space_id, process_id, steps: order } },
  ];
}

function stepBody(step: StepWrite): Block['body'] {
  const [action] = step.Actions;
  if (action === undefined || step.Actions.length > 1) throw new Error(`${step.Name} is not a step with one action`);
  const dependencies = (action.GitDependencies ?? []).map((one) => [one.Name ?? '', gitDependency(one)] as const);
  const packages = (action.Packages ?? []).map((one) => [one.Name ?? '', packageReference(one)] as const);
  const named = packages.filter(([name]) => name !== '');
  return {
    name: step.Name,
    type: action.ActionType,
    condition: step.Condition,
    start_trigger: step.StartTrigger,
    is_disabled: action.IsDisabled || undefined,
    is_required: action.IsRequired || undefined,
    environments: some(action.Environments),
    excluded_environments: some(action.ExcludedEnvironments),
    channels: some(action.Channels),
    tenant_tags: some(action.TenantTags),
    properties: texts(step.Properties),
    primary_package: packages.find(([name]) => name === '')?.[1],
    packages: named.length === 0 ? undefined : Object.fromEntries(named),
    git_dependencies: dependencies.length === 0 ? undefined : Object.fromEntries(dependencies),
    execution_properties: texts(action.Properties),
  };
}

function gitDependency(one: GitDependency): Value {
  return {
    repository_uri: one.RepositoryUri,
    default_branch: one.DefaultBranch,
    git_credential_type: one.GitCredentialType ?? 'Anonymous',
    ...(one.GitCredentialId ? { git_credential_id: one.GitCredentialId } : {}),
    // Left out, the provider 1.17.0 finds its own answer inconsistent with the configuration.
    github_connection_id: '',
  };
}

function packageReference(one: NonNullable<ActionWrite['Packages']>[number]): Value {
  return {
    package_id: one.PackageId ?? '',
    feed_id: one.FeedId ?? '',
    acquisition_location: one.AcquisitionLocation ?? 'Server',
    properties: texts(one.Properties) ?? {},
  };
}

/** Properties that say something. */
function texts(properties: Readonly<Record<string, unknown>> | undefined): Record<string, string> | undefined {
  const said = Object.entries(properties ?? {}).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[key, value]] : [],
  );
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
