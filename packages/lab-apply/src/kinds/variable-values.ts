import { isSecretReference, type Prompt, type Variable } from '@octotrain/lab-config';
import type { VariableScope, VariableWrite } from '@octotrain/octopus-client';
import { type Fields, type FieldValue, hidden } from '../fields/fields.ts';
import type { Building } from './item.ts';
import type { Names } from './refs.ts';
import { displaySettings } from './words.ts';

/** Whose variables they are: names of steps, channels and runbooks are looked up there. */
export interface VariableOwner {
  /** Absent for a library set. */
  readonly project?: string;
  /** Name of the process that has the step: the project, or the project and a runbook. */
  ownerOfStep(step: string): string;
}

/** One value of a variable in the server's words. */
export function variableBody(variable: Variable, { id, secret }: Building, owner: VariableOwner): VariableWrite {
  const { value, scope, prompt } = variable;
  const project = owner.project ?? '';
  const parts: Required<VariableScope> = {
    Environment: scope.environments.map((name) => id('environment', name)),
    Role: [...scope.targetTags],
    Action: scope.steps.map((name) => id('action', name, owner.ownerOfStep(name))),
    Channel: scope.channels.map((name) => id('channel', name, project)),
    ProcessOwner: [
      ...(scope.deployment ? [id('project', project)] : []),
      ...scope.runbooks.map((name) => id('runbook', name, project)),
    ],
    Machine: [],
    TenantTag: [],
  };
  const isSensitive = variable.sensitive || isSecretReference(value);
  return {
    Name: variable.name,
    Value: isSecretReference(value) ? secret(value) : value,
    Description: variable.description,
    IsSensitive: isSensitive,
    Type: isSensitive ? 'Sensitive' : 'String',
    Scope: Object.fromEntries(Object.entries(parts).filter(([, ids]) => ids.length > 0)),
    Prompt: prompt ? promptBody(prompt) : null,
  };
}

function promptBody(prompt: Prompt): NonNullable<VariableWrite['Prompt']> {
  return {
    Label: prompt.label,
    Description: prompt.description,
    Required: prompt.required,
    DisplaySettings: displaySettings(prompt.control, prompt.choices),
  };
}

/** The values of the variables that the file names. */
export function variableFields(
  variables: readonly VariableWrite[],
  names: Names,
  like: readonly VariableWrite[],
): Fields {
  const named = new Set(like.map(({ Name }) => Name.toLowerCase()));
  const fields: Record<string, FieldValue> = {};
  for (const variable of variables) {
    if (!named.has(variable.Name.toLowerCase())) continue;
    const label = labelOf(variable, names);
    let key = label;
    for (let nth = 2; key in fields; nth += 1) key = `${label} #${nth}`;
    fields[key] = variable.IsSensitive ? hidden : (variable.Value ?? '');
    if (variable.Description) fields[`${key}, description`] = variable.Description;
    const { Prompt: prompt } = variable;
    if (!prompt) continue;
    fields[`${key}, prompt`] = [
      prompt.Label ?? '',
      prompt.Description ?? '',
      prompt.Required ? 'required' : 'optional',
      ...Object.values(prompt.DisplaySettings ?? {}),
    ].filter(Boolean);
  }
  return fields;
}

/** Name and scope of a value, which together tell it from others. */
function labelOf(variable: VariableWrite, names: Names): string {
  const scope = Object.entries(variable.Scope ?? {}).flatMap(([, ids]) => (ids ?? []).map(names).toSorted());
  return scope.length === 0 ? variable.Name : `${variable.Name} (${scope.join(', ')})`;
}
