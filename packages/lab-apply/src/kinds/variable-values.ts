import { isSecretReference, type Prompt, type Variable } from '@octotrain/lab-config';
import type { VariableScope, VariableWrite } from '@octotrain/octopus-client';
import { listOf, namesOf, proseOf, wordsLike } from '../fields/canonical.ts';
import type { Fields, FieldValue } from '../fields/fields.ts';
import type { Building } from './item.ts';
import type { Names } from './refs.ts';
import { hiddenSecret } from './secrets.ts';
import { displaySettings, shownSettings } from './words.ts';

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
  const spelling = new Map(like.map(({ Name }) => [Name.toLowerCase(), Name]));
  const tags = like.flatMap(({ Scope }) => listOf(Scope?.Role));
  const byLabel = new Map<string, Record<string, FieldValue>[]>();
  for (const variable of variables) {
    const name = spelling.get(variable.Name.toLowerCase());
    if (name === undefined) continue;
    const label = labelOf({ variable, name, names, tags });
    byLabel.set(label, [...(byLabel.get(label) ?? []), partsOf({ ...variable, Name: name })]);
  }
  const fields = [...byLabel].flatMap(([label, values]) =>
    // Several values of one name and scope have no order of their own.
    values.toSorted(byText).flatMap((parts, nth): [string, FieldValue][] => {
      const key = nth === 0 ? label : `${label} #${nth + 1}`;
      return Object.entries(parts).map(([part, value]) => [part === '' ? key : `${key}, ${part}`, value]);
    }),
  );
  return Object.fromEntries(fields);
}

/** What one value says: itself under no name, and what else there is to it. */
function partsOf(variable: VariableWrite): Record<string, FieldValue> {
  const { Prompt: prompt } = variable;
  const description = proseOf(variable.Description);
  return {
    '': variable.IsSensitive ? hiddenSecret(variable.Value) : (variable.Value ?? ''),
    ...(description === '' ? {} : { description }),
    ...(prompt ? { prompt: promptText(prompt, variable.Name) } : {}),
  };
}

function promptText(prompt: NonNullable<VariableWrite['Prompt']>, name: string): readonly string[] {
  return [
    // Servers call it by its name where it has no other. [docs]
    prompt.Label || name,
    proseOf(prompt.Description),
    prompt.Required ? 'required' : 'optional',
    ...shownSettings(prompt.DisplaySettings),
  ].filter(Boolean);
}

/** Names the dimensions of a scope in one order, and what is in them in another. */
const dimensions = [
  'Environment',
  'Role',
  'Action',
  'Channel',
  'ProcessOwner',
  'Machine',
  'TenantTag',
] as const satisfies readonly (keyof VariableScope)[];

/** Name and scope of a value, which together tell it from others. */
function labelOf(options: { variable: VariableWrite; name: string; names: Names; tags: readonly string[] }): string {
  const { variable, name, names, tags } = options;
  const scope = dimensions.flatMap((dimension) => {
    const ids = variable.Scope?.[dimension];
    return dimension === 'Role' ? wordsLike(ids, tags) : namesOf(ids, names);
  });
  return scope.length === 0 ? name : `${name} (${scope.join(', ')})`;
}

function byText(left: object, right: object): number {
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)];
  return a === b ? 0 : a < b ? -1 : 1;
}
