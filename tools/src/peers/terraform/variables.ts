import type { ParameterWrite, VariableWrite } from '@octotrain/octopus-client';
import { type Block, some } from './hcl.ts';
import type { Labels } from './labels.ts';

/** A resource for each value of each variable: that is how the provider has them. */
export function variableBlocks(options: {
  variables: readonly VariableWrite[];
  labels: Labels;
  space: string;
  /** Name of the project or of the library set. */
  owner: string;
  owned: Block['body'];
}): readonly Block[] {
  const { variables, labels, space, owner, owned } = options;
  const seen = new Map<string, number>();
  return variables.map((variable) => {
    const nth = (seen.get(variable.Name) ?? 0) + 1;
    seen.set(variable.Name, nth);
    const parts = [space, owner, variable.Name, ...(nth === 1 ? [] : [String(nth)])];
    return variableBlock(variable, labels.of('octopusdeploy_variable', ...parts), owned);
  });
}

function variableBlock(variable: VariableWrite, label: string, owned: Block['body']): Block {
  const { Name, Value, Description, IsSensitive, Scope = {}, Prompt } = variable;
  const value = Value ?? '';
  const scope = {
    environments: some(Scope.Environment),
    roles: some(Scope.Role),
    actions: some(Scope.Action),
    channels: some(Scope.Channel),
    processes: some(Scope.ProcessOwner),
    tenant_tags: some(Scope.TenantTag),
  };
  const isScoped = Object.values(scope).some((ids) => ids !== undefined);
  return {
    head: ['resource', 'octopusdeploy_variable', label],
    body: {
      ...owned,
      name: Name,
      type: variable.Type ?? 'String',
      description: Description || undefined,
      ...(IsSensitive ? { is_sensitive: true, sensitive_value: value } : { value }),
    },
    blocks: [...(isScoped ? [{ head: ['scope'], body: scope }] : []), ...(Prompt ? [promptBlock(Prompt)] : [])],
  };
}

function promptBlock({ Label, Description, Required, DisplaySettings }: NonNullable<VariableWrite['Prompt']>): Block {
  const choices = DisplaySettings?.['Octopus.SelectOptions'];
  return {
    head: ['prompt'],
    body: { label: Label || undefined, description: Description || undefined, is_required: Required ?? false },
    blocks: [
      {
        head: ['display_settings'],
        body: { control_type: DisplaySettings?.['Octopus.ControlType'] ?? 'SingleLineText' },
        blocks: (choices?.split('\n') ?? []).map((choice) => {
          const [value = '', display = value] = choice.split('|');
          return { head: ['select_option'], body: { value, display_name: display } };
        }),
      },
    ],
  };
}

/** A template of a project or a library set. */
export function templateBlock(template: ParameterWrite): Block {
  const { Name, Label, HelpText, DefaultValue, DisplaySettings } = template;
  return {
    head: ['template'],
    body: {
      name: Name,
      label: Label || undefined,
      help_text: HelpText || undefined,
      default_value: typeof DefaultValue === 'string' && DefaultValue !== '' ? DefaultValue : undefined,
      display_settings: DisplaySettings ?? undefined,
    },
  };
}
