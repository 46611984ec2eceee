import { isReferenceEntry } from '../file/forms.ts';
import type { ValueEntry } from '../file/values.ts';
import {
  type LongFormEntry,
  longFormFields,
  type PromptEntry,
  type ScopeEntry,
  type TemplateEntry,
  type VariableEntry,
} from '../file/variables.ts';
import { isSecretReference } from '../model/values.ts';
import type { Choice, Prompt, Template, Variable, VariableScope } from '../model/variables.ts';
import { canonical, groupedBy, said, valueEntry } from './values.ts';

/** Variables by name, each in its shortest form: a value, a table of environments, the long form, a list of those. */
export function variableEntries(variables: readonly Variable[]): Record<string, VariableEntry> {
  const groups = groupedBy(variables, ({ name }) => name);
  return Object.fromEntries([...groups].map(([name, values]) => [name, variableEntry(name, values)]));
}

/** All values of one variable. */
function variableEntry(name: string, values: readonly Variable[]): VariableEntry {
  const table = tableOf(values);
  const [first, ...others] = values;
  if (first === undefined) throw new Error(`the variable ${name} has no value`);
  if (others.length === 0 && isPlain(first) && first.scope.environments.length === 0) return valueEntry(first.value);
  if (table !== undefined && values.every(isPlain) && !isMistakable(table)) return table;
  if (table !== undefined && others.length > 0 && new Set(values.map(aside)).size === 1) {
    const { value: _value, ...rest } = longForm({ ...first, scope: { ...first.scope, environments: [] } });
    return { values: table, ...rest };
  }
  const forms = values.map(longForm);
  const [only] = forms;
  return forms.length === 1 && only !== undefined ? only : forms;
}

/** Values by environment, when each value has exactly one of its own. */
function tableOf(values: readonly Variable[]): Record<string, ValueEntry> | undefined {
  const rows = values.flatMap(({ scope, value }) => {
    const [environment, ...others] = scope.environments;
    return environment === undefined || others.length > 0 ? [] : [[environment, valueEntry(value)] as const];
  });
  const table = Object.fromEntries(rows);
  return rows.length === values.length && Object.keys(table).length === rows.length ? table : undefined;
}

/** A table of environments that reads like something else: a long form, or a reference to a secret. */
function isMistakable(table: Record<string, ValueEntry>): boolean {
  const fields: readonly string[] = longFormFields;
  return isReferenceEntry(table) || Object.keys(table).some((key) => fields.includes(key));
}

/** A value that needs no more than itself and an environment. */
function isPlain({ description, prompt, sensitive, value, scope }: Variable): boolean {
  const { environments: _environments, ...elsewhere } = scope;
  const isUsual = sensitive === isSecretReference(value) && prompt === undefined && description === '';
  return isUsual && Object.keys(scopeEntry({ ...elsewhere, environments: [] })).length === 0;
}

/** What a value has beside itself and its environment. */
function aside({ description, prompt, sensitive, value, scope }: Variable): string {
  const isUsual = sensitive === isSecretReference(value);
  return canonical([description, prompt, isUsual || sensitive, { ...scope, environments: [] }]);
}

function longForm({ name, value, description, sensitive, scope, prompt }: Variable): LongFormEntry {
  const rest = said({
    description,
    sensitive: sensitive && !isSecretReference(value),
    scope: scopeEntry(scope),
    ...(prompt === undefined ? {} : { prompt: promptEntry(name, prompt) }),
  });
  // A question has no value but the answer; everything else says its value, also a blank one.
  const asks = prompt !== undefined;
  return {
    ...(value === '' && asks ? {} : { value: valueEntry(value) }),
    ...rest,
    ...(asks && !rest.prompt ? { prompt: {} } : {}),
  };
}

function scopeEntry({ environments, targetTags, steps, channels, runbooks, deployment }: VariableScope): ScopeEntry {
  const [runbook, ...others] = runbooks;
  return said({
    environments: [...environments],
    targetTags: [...targetTags],
    steps: [...steps],
    channels: [...channels],
    ...(others.length === 0 ? { runbook } : { runbooks: [...runbooks] }),
    deployment,
  });
}

function promptEntry(name: string, { label, description, required, control, choices }: Prompt): PromptEntry {
  return {
    ...(label === name ? {} : { label }),
    ...said({ description, required }),
    ...controlEntry(control, choices),
  };
}

/** A template without what tenants say. */
export function templateEntry(template: Template): TemplateEntry {
  const { name, label, help, control, choices } = template;
  const usual = template.default === undefined ? undefined : valueEntry(template.default);
  return {
    ...(label === name ? {} : { label }),
    ...said({ help }),
    ...(usual === undefined || typeof usual === 'object' ? {} : { default: usual }),
    ...controlEntry(control, choices),
  };
}

function controlEntry(control: Prompt['control'], choices: readonly Choice[]) {
  return said({
    ...(control === 'singleLine' ? {} : { control }),
    options: Object.fromEntries(choices.map(({ value, display }) => [value, display])),
  });
}
